-- Lines into a building count also where its list names no limit, and lines that were sold before that. Where no limit is known
-- a pool has an exabit per second, Capacity.Pool.NO_LIMIT: what older processes compare with stays a number.
insert into capacity_pool (id, total)
    select distinct 'location:' || place, 1000000000000 from product
    where offering = 'internet-on-demand' and place is not null and state not in ('terminated', 'cancelled')
        and not exists (select 1 from capacity_pool there where there.id = 'location:' || product.place);

-- Its usual speed where a window has raised it. The last case reads a number out of {"characteristics":{"speedMbps":1000,…
insert into capacity_claim (owner, pool, product_id, mbps, from_at)
    select 'V6/' || p.id, 'location:' || p.place, p.id, coalesce(w.usual_mbps, cast(case
            when p.body like '%"speedMbps":%' then '0' || regexp_replace(
                substring(p.body, position('"speedMbps":' in p.body) + char_length('"speedMbps":')), '[^0-9].*', '')
            else '0' end as bigint)), p.created_at
    from product p left join window_product w on w.window_id = p.window_id and w.product_id = p.id
    where p.offering = 'internet-on-demand' and p.place is not null and p.state not in ('terminated', 'cancelled')
        and not exists (select 1 from capacity_claim mine
            where mine.product_id = p.id and mine.pool = 'location:' || p.place and mine.until_at is null);

insert into capacity_claim (owner, pool, product_id, mbps, from_at, until_at)
    select w.id || '/' || p.id, 'location:' || p.place, p.id, raised.window_mbps, w.raise_at, w.end_at
    from event_window w join window_product raised on raised.window_id = w.id join product p on p.id = raised.product_id
    where w.state in ('reserved', 'raising', 'raised', 'returning') and p.offering = 'internet-on-demand'
        and p.place is not null and p.state not in ('terminated', 'cancelled')
        and not exists (select 1 from capacity_claim mine
            where mine.owner = w.id || '/' || p.id and mine.pool = 'location:' || p.place);

-- Of withdrawn buildings also what they could have when they left the list.
alter table place add column capacity bigint default 0 not null;  -- Mbit/s that may be sold there in all; 0: no limit is known
alter table place add column access varchar(200);  -- all ways, as in the list; null: technology, max_speed and lead_days are the only one
update place set capacity = coalesce((select total from capacity_pool where id = 'location:' || place.id), 0)
    where withdrawn_at is not null;
update place set capacity = 0 where capacity = 1000000000000;
