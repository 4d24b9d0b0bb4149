-- Tenants as their provider manages them, their keys, and who changed what. Runs on H2 (MODE=PostgreSQL) and on PostgreSQL.

-- What its product has when the item is done: of a product the last item that was committed counts, or one on its way that has more.
alter table order_item add column ports integer default 0 not null;
alter table order_item add column mbps bigint default 0 not null;
-- V6 reads numbers out of {"characteristics":{"speedMbps":1000,… in this way, too
update order_item set
    mbps = coalesce((select cast(case when p.body like '%"speedMbps":%' then '0' || regexp_replace(
            substring(p.body, position('"speedMbps":' in p.body) + char_length('"speedMbps":')), '[^0-9].*', '')
        else '0' end as bigint) from product p
    where p.id = order_item.product_id and p.offering <> 'port'), 0),
    ports = coalesce((select cast(case when p.body like '%"members":%' then '0' || regexp_replace(
            substring(p.body, position('"members":' in p.body) + char_length('"members":')), '[^0-9].*', '')
        else '1' end as integer) from product p
    where p.id = order_item.product_id and p.offering = 'port'), 0)
where exists (select 1 from product p where p.id = order_item.product_id and p.state not in ('terminated', 'cancelled'));
create index product_order_open on product_order (tenant) ${on-postgresql} where ended_at is null
;

create table audit_record (                        -- who called what that changes something; neither bodies nor keys
    id          varchar(50)  primary key,
    at          timestamp(6) with time zone not null,
    tenant      varchar(40)  not null,               -- of the caller
    caller      varchar(300) not null,               -- id of the key, or jwt: and the token's subject
    actor       varchar(220) not null,               -- as histories name the caller
    method      varchar(10)  not null,
    path        varchar(500) not null,
    operation   varchar(100) not null,
    status      integer,                             -- null until it is answered, and where the process ended before that
    request_id  varchar(64)  not null,
    address     varchar(60)  not null
);
create index audit_record_by_tenant on audit_record (tenant, at);
create index audit_record_by_time on audit_record (at);

-- Last, since whoever calls the API waits from here on: what takes long is above.
alter table tenant add column parent varchar(40) references tenant;              -- whose sub-account it is; sub-accounts have none
alter table tenant add column suspended_at timestamp(6) with time zone;
alter table tenant add column suspension_reason varchar(2000);
create index tenant_by_parent on tenant (parent);

create table tenant_limit (                        -- a row of its own: who orders locks it, and nothing refers to it
    tenant      varchar(40)  primary key references tenant,
    open_orders integer,                             -- null: no limit
    ports       integer,
    speed_mbps  bigint
);

alter table api_key add column id varchar(40);                                  -- what it is called; tells nothing of the key
update api_key set id = 'key-' || substring(key_hash, 1, 16);
-- a process of the build before can make keys, too, until it is replaced
alter table api_key alter column id set default 'key-' || cast(gen_random_uuid() as varchar(36));
alter table api_key alter column id set not null;
create unique index api_key_by_id on api_key (id);
alter table api_key add column rights varchar(100) default 'read write' not null;
update api_key set rights = 'read write admin' where role = 'operator';
alter table api_key add column expires_at timestamp(6) with time zone;
alter table api_key add column revoked_at timestamp(6) with time zone;
alter table api_key add column used_at timestamp(6) with time zone;             -- to the hour
create index api_key_by_tenant on api_key (tenant, created_at);
