create table service_key (                         -- lets other tenants order connections to a port
    id         varchar(20)  primary key,             -- with which the key begins
    hash       varchar(64)  not null unique,         -- SHA-256 of the whole key, which is nowhere kept
    tenant     varchar(40)  not null references tenant,
    product_id varchar(90)  not null references product,
    name       varchar(200) not null,
    max_speed  bigint       not null check (max_speed > 0),  -- Mbit/s of each connection
    single_use boolean      not null,
    expires_at timestamp(6) with time zone,          -- null: never
    created_at timestamp(6) with time zone not null,
    revoked_at timestamp(6) with time zone
);
create index service_key_by_tenant on service_key (tenant, created_at);
create index service_key_by_product on service_key (product_id);

alter table product_relation add column service_key varchar(20);  -- by which it relies on another tenant's port
create index product_relation_by_key on product_relation (service_key) ${on-postgresql} where service_key is not null
;
