-- The list of buildings: each import makes a generation, in tables of its own (location_<n>, location_key_<n>), and one of them is live.
create table location_list (
    generation integer      primary key,
    source     varchar(500) not null,
    digest     varchar(64)  not null,              -- SHA-256 of file and columns: the same one again goes on where it was
    state      varchar(10)  not null check (case state when 'loading' then true when 'live' then true when 'past' then true
                                                       else false end),
    loaded     bigint       default 0 not null,    -- rows that are in the table, in the file's order
    rejected   bigint       default 0 not null,
    added      bigint       default 0 not null,
    changed    bigint       default 0 not null,
    gone       bigint       default 0 not null,
    begun_at   timestamp(6) with time zone not null,
    live_at    timestamp(6) with time zone
);

create table location_live (                       -- one row
    one        integer      primary key check (one = 1),
    generation integer      not null references location_list
);

create table location_import (                     -- one row, which the import that runs holds locked
    one        integer      primary key check (one = 1)
);

create table location_0 (
    n integer primary key, id varchar(40) not null, street varchar(200) not null, city varchar(100) not null,
    region varchar(10) not null, postal_code varchar(12) not null, country varchar(2) not null, latitude integer not null,
    longitude integer not null, access varchar(200) not null, capacity bigint not null, content integer not null
);
create table location_key_0 (bucket integer primary key, entries ${bytes} not null);

insert into location_list (generation, source, digest, state, begun_at) values (0, 'none', 'none', 'live', current_timestamp);
insert into location_live (one, generation) values (1, 0);
insert into location_import (one) values (1);

-- When a building with products left the list. Other buildings in this table are those of V1, for processes that still read them here.
alter table place add column withdrawn_at timestamp(6) with time zone;

create table location_answer (                     -- what a customer was told of places, and can order on until it ends
    id          varchar(60) primary key,
    tenant      varchar(40) not null references tenant,
    content     text        not null,              -- each wish with its place and what could be had there
    created_at  timestamp(6) with time zone not null,
    valid_until timestamp(6) with time zone not null
);
create index location_answer_by_end on location_answer (valid_until);

create table location_check (                      -- a list of sites that a customer asks about
    id            varchar(40)  primary key,
    tenant        varchar(40)  not null references tenant,
    state         varchar(20)  not null check (case state when 'acknowledged' then true when 'inProgress' then true
                                                          when 'done' then true when 'cancelled' then true else false end),
    row_count     integer      not null check (row_count > 0),
    answered      integer      default 0 not null,   -- rows up to this one have their answer
    created_at    timestamp(6) with time zone not null,
    changed_at    timestamp(6) with time zone not null,
    ended_at      timestamp(6) with time zone,
    told_at       timestamp(6) with time zone,       -- when Temporal was told; null: it has yet to be
    cancelled_by  varchar(200),
    cancel_reason varchar(2000)
);
create index location_check_by_tenant on location_check (tenant, created_at);
create index location_check_by_state on location_check (state, told_at);
create index location_check_by_end on location_check (ended_at);

create table location_check_row (
    check_id    varchar(40)  not null references location_check,
    n           integer      not null,               -- from 1
    line        integer      not null,               -- of the customer's file
    name        varchar(100),                        -- the customer's for the site
    way         varchar(12)  not null,               -- address, coordinates, location; none where it can't be told
    asked       varchar(500) not null,
    speed       bigint,                              -- Mbit/s that are wished
    problem     varchar(300),                        -- why the row can't be answered
    result      varchar(15),                         -- null: not answered yet
    reason      varchar(300),
    location_id varchar(40),
    confidence  double precision,
    listed      varchar(400),                        -- the address as it is in the list
    technology  varchar(20),
    max_speed   bigint,                              -- Mbit/s
    lead_days   integer,
    distance    double precision,                    -- km
    candidates  varchar(300),
    primary key (check_id, n)
);
