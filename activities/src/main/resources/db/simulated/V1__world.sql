-- What exists outside of Turnup, as the simulated systems see it. Runs on H2 (MODE=PostgreSQL) and on PostgreSQL.
-- Nothing here shares a transaction with Turnup's own tables, and nothing here holds a secret.

create table resource (
    provider         varchar(60)  not null,           -- the adapter's task queue
    reference        varchar(200) not null,           -- the client reference that came with the order: a step key
    kind             varchar(40)  not null,           -- 'change': of the resource with the same id
    id               varchar(200) not null,           -- as the provider assigned it
    tenant           varchar(40)  not null,
    state            varchar(40)  not null,           -- in the provider's own words
    attributes       text         not null,           -- JSON
    key_fingerprint  varchar(64),                     -- SHA-256 of the customer's key, hex
    key_in_use       varchar(64),                     -- the same while the key can't be used for anything else
    party_takes_ms   bigint       not null,
    created_at       timestamp(6) with time zone not null,
    state_due_at     timestamp(6) with time zone,     -- when the state changes by itself
    release_asked_at timestamp(6) with time zone,
    closed_at        timestamp(6) with time zone,
    primary key (provider, reference),
    unique (provider, key_in_use)
);

create index resource_by_id on resource (provider, id);

create table landing (                               -- requests that are still on their way
    id        bigint generated always as identity primary key,
    provider  varchar(60)  not null,
    reference varchar(200) not null,
    due_at    timestamp(6) with time zone not null,
    wanted    text         not null                  -- JSON
);
create index landing_by_reference on landing (provider, reference);

create table call_log (                              -- the witness: every call that arrived, and whether it did anything
    id        bigint generated always as identity primary key,
    provider  varchar(60)  not null,
    verb      varchar(10)  not null,                 -- LANDED: a late request took effect
    reference varchar(200) not null,
    effect    boolean      not null,
    at        timestamp(6) with time zone not null
);
create index call_log_by_reference on call_log (reference, provider, verb);

create table script (                                -- behaviours that were asked for beforehand
    id         bigint generated always as identity primary key,
    key_prefix varchar(200) not null,
    marker     varchar(230) unique,                  -- of a marker in a request: the same one is noted once
    kind       varchar(30)  not null,
    verb       varchar(10)  not null,
    code       varchar(40)  not null,
    message    varchar(500) not null,
    delay_ms   bigint       not null,
    remaining  integer      not null                 -- calls that it still concerns; -1: all
);
