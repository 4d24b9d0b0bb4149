-- The life of a product after its first order. Runs on H2 (MODE=PostgreSQL) and on PostgreSQL.

alter table product add column changing_order varchar(40);                       -- the open order that changes or ends it
alter table product add column deletion_lock varchar(2000);                     -- why it must not be deleted; null where it may be
alter table product add column ended_at timestamp(6) with time zone;
create index product_by_changing_order on product (changing_order);
create index order_item_by_product on order_item (product_id);

create table product_relation (                    -- what relies on what, to find dependents
    product_id varchar(90) not null,
    relies_on  varchar(90) not null
);
insert into product_relation (product_id, relies_on)
    select p.id, q.id from product p join product q on q.tenant = p.tenant and p.body like '%"' || q.id || '"%';
alter table product_relation add constraint product_relation_key primary key (product_id, relies_on);
create index product_relation_by_base on product_relation (relies_on);

alter table order_item add column action varchar(20) default 'add' not null;

create table capacity_pool (                       -- what several products share: a port, a line into a building
    id         varchar(120) primary key,
    total      bigint       not null                 -- Mbit/s
);

create table capacity_claim (                      -- of one product the largest of its claims at an instant counts
    owner      varchar(200) not null,                -- the step key that made it
    pool       varchar(120) not null references capacity_pool,
    product_id varchar(90)  not null,
    mbps       bigint       not null check (mbps >= 0),
    from_at    timestamp(6) with time zone not null,
    until_at   timestamp(6) with time zone,          -- null: until it is changed
    primary key (owner, pool)
);
create index capacity_claim_by_pool on capacity_claim (pool);
create index capacity_claim_by_product on capacity_claim (product_id);

alter table port_unit add column suspended_by varchar(200);  -- the step key that suspended it
alter table vlan add column suspended_by varchar(200);
alter table port_unit add column entry varchar(10);         -- where the building is entered; null where that isn't known
update port_unit set entry = case when device like '%-sw1' then 'A' when device like '%-sw2' then 'B' end;
create index port_unit_by_device on port_unit (device, entry);

create table event_window (                        -- more speed from one instant to another
    id            varchar(50)  primary key,
    tenant        varchar(40)  not null references tenant,
    name          varchar(200),
    time_zone     varchar(60)  not null,
    local_start   varchar(40)  not null,             -- as the customer's clock shows it
    local_end     varchar(40)  not null,
    raise_at      timestamp(6) with time zone not null,
    start_at      timestamp(6) with time zone not null,
    end_at        timestamp(6) with time zone not null,
    state         varchar(20)  not null,
    currency      varchar(3)   not null,
    created_at    timestamp(6) with time zone not null,
    cancelled_at  timestamp(6) with time zone,
    cancelled_by  varchar(200),
    cancel_reason varchar(2000),
    raised_at     timestamp(6) with time zone,       -- as the orders confirmed it
    returned_at   timestamp(6) with time zone,
    waits_for     varchar(40),                       -- the order under way
    trouble       varchar(2000),                     -- why it failed, or why what was due could not be done
    retry_at      timestamp(6) with time zone,
    version       integer      not null default 1,   -- raised when its workflow has to look again
    told          integer      not null default 0,   -- the version of which the workflow was told
    checked_at    timestamp(6) with time zone        -- when it was last told what it should have known by itself
);
create index event_window_by_tenant on event_window (tenant, created_at);
create index event_window_by_state on event_window (state);

create table window_product (
    window_id    varchar(50)  not null references event_window,
    position     integer      not null,
    product_id   varchar(90)  not null references product,
    usual_mbps   bigint       not null,              -- before and after; as it is when the raise begins
    window_mbps  bigint       not null,
    usual_price  numeric(19, 4) not null,            -- for each hour
    window_price numeric(19, 4) not null,
    primary key (window_id, product_id)
);
create index window_product_by_product on window_product (product_id);

create table window_order (                        -- the orders that raise and return; a return may take several
    window_id varchar(50)  not null references event_window,
    order_id  varchar(40)  not null references product_order,
    role      varchar(10)  not null,                 -- raise, return
    placed_at timestamp(6) with time zone not null,
    primary key (window_id, order_id)
);

alter table product add column window_id varchar(50);    -- the window in which it is, from raise to return
create index product_by_window on product (window_id);

drop index port_unit_free;
create index port_unit_free on port_unit (site, speed, owner, id);  -- the free ones of a speed at a site, in order
