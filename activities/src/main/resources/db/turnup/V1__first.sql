-- Runs on H2 (MODE=PostgreSQL) and on PostgreSQL. Documents are text: they are read and written whole.
-- Checks over a list of values are written with case: H2 evaluates `in` with the session that made the table, which is gone.
-- What may have one live owner only is held by a unique constraint: a unit that is given back gets null in its place.

create table tenant (
    id         varchar(40)  primary key,
    name       varchar(200) not null,
    created_at timestamp(6) with time zone not null
);

create table api_key (
    key_hash   varchar(64)  primary key,            -- SHA-256, hex
    tenant     varchar(40)  not null references tenant,
    role       varchar(20)  not null check (case role when 'customer' then true when 'operator' then true else false end),
    name       varchar(200) not null,
    created_at timestamp(6) with time zone not null
);

create table secret (                              -- what payloads only refer to
    id         varchar(40)  primary key,
    tenant     varchar(40)  not null references tenant,
    content    varchar(1000) not null,
    created_at timestamp(6) with time zone not null
);

create table product_order (
    id              varchar(40) primary key,
    tenant          varchar(40) not null references tenant,
    state           varchar(30) not null,
    mode            varchar(20) not null,
    body            text        not null,           -- the request as it came, secrets replaced by references
    plan            text        not null,
    created_at      timestamp(6) with time zone not null,
    expected_at     timestamp(6) with time zone,    -- when intake expects it to be done
    started_at      timestamp(6) with time zone,
    committed_at    timestamp(6) with time zone,    -- bestEffort: of the first item
    ended_at        timestamp(6) with time zone,
    rolling_back    boolean     not null default false,
    cancelled       boolean     not null default false,
    deleted         boolean     not null default false, -- rejected and hidden by its customer: history stays
    failure_step    varchar(100),
    failure_code    varchar(40),
    failure_message varchar(2000),
    compensation    text,                           -- the report, once everything is taken back
    events          integer     not null default 0, -- number of the last event
    checked_at      timestamp(6) with time zone     -- when its workflow was last seen
);
create index product_order_by_tenant on product_order (tenant, created_at);
create index product_order_by_state on product_order (state);

create table order_external_id (                   -- the customers' own numbers, for finding an order again
    order_id    varchar(40)  not null references product_order,
    external_id varchar(200) not null,
    tenant      varchar(40)  not null,
    primary key (order_id, external_id)
);
create index order_external_id_by_id on order_external_id (tenant, external_id);

create table order_item (
    order_id     varchar(40)  not null references product_order,
    id           varchar(40)  not null,
    position     integer      not null,
    state        varchar(30)  not null,
    product_id   varchar(90)  not null,
    committed_at timestamp(6) with time zone,
    primary key (order_id, id)
);

create table order_event (                         -- append only: the application may insert and select
    order_id varchar(40)  not null references product_order,
    seq      integer      not null,
    previous integer,
    at       timestamp(6) with time zone not null,
    type     varchar(60)  not null,                 -- orderState, itemState, step, cancel, decision, commit, failure, jeopardy, compensation
    subject  varchar(120) not null,                 -- item, item/step, or the order itself
    content  text         not null,
    primary key (order_id, seq),
    foreign key (order_id, previous) references order_event (order_id, seq),
    check (case when seq = 1 then previous is null else previous is not null and previous = seq - 1 end)
);

create table step (
    order_id        varchar(40)  not null references product_order,
    item_id         varchar(40)  not null,
    step            varchar(40)  not null,
    generation      integer      not null,
    task_queue      varchar(80)  not null,
    verb            varchar(10)  not null,           -- APPLY, RELEASE
    state           varchar(20)  not null,           -- of that verb
    desired         text         not null,
    request         text,                            -- what the adapter is asked, for pollers
    receipt         text,                            -- of APPLY
    undo_receipt    text,
    attempts        integer      not null default 0, -- of the last activity
    repeated        boolean      not null default false,
    started_at      timestamp(6) with time zone,
    ended_at        timestamp(6) with time zone,
    undone_at       timestamp(6) with time zone,     -- a tombstone: nothing is applied under this key again
    wait_party      varchar(20),
    wait_action     varchar(500),
    wait_until      timestamp(6) with time zone,
    wait_since      timestamp(6) with time zone,
    poll_at         timestamp(6) with time zone,     -- set while it waits
    failure_code    varchar(40),
    failure_message varchar(2000),
    jeopardy_at     timestamp(6) with time zone,     -- since when it is known that no worker polls its queue
    primary key (order_id, item_id, step, generation)
);
create index step_by_poll on step (task_queue, poll_at);
create index step_by_state on step (state, task_queue);
create index step_by_jeopardy on step (jeopardy_at);

create table fallout (
    id         varchar(40)  primary key,
    order_id   varchar(40)  not null references product_order,
    tenant     varchar(40)  not null,
    item_id    varchar(40)  not null,                -- empty for the order as a whole
    step       varchar(40)  not null,
    generation integer      not null,
    verb       varchar(10)  not null,
    code       varchar(40)  not null,
    message    varchar(2000) not null,
    opened_at  timestamp(6) with time zone not null,
    closed_at  timestamp(6) with time zone,
    decision   varchar(20),
    actor      varchar(200),
    reason     varchar(2000),
    before     text,
    after      text,
    open_key   varchar(200) unique                   -- order/item/step while it is open, then null
);
create index fallout_by_order on fallout (order_id, opened_at);

create table cancel_order (
    id           varchar(40)  primary key,
    tenant       varchar(40)  not null references tenant,
    order_id     varchar(40)  not null references product_order,
    state        varchar(30)  not null,              -- acknowledged, inProgress, done, terminatedWithError
    reason       varchar(2000) not null,
    actor        varchar(200) not null,
    requested_at timestamp(6) with time zone not null,
    decided_at   timestamp(6) with time zone,
    message      varchar(2000) not null default '',
    charge       numeric(19, 2)
);

create table idempotency (
    tenant      varchar(40)  not null references tenant,
    idem_key    varchar(200) not null,
    payload     varchar(64)  not null,               -- SHA-256 of method, path and body
    status      integer,                             -- null while the first call is in flight
    answer      text,
    created_at  timestamp(6) with time zone not null,
    primary key (tenant, idem_key)
);

create table outbox (                              -- what Temporal has yet to be told; a delivered row is deleted
    id         varchar(40)  primary key,
    order_id   varchar(40)  not null references product_order,
    tenant     varchar(40)  not null,
    kind       varchar(10)  not null check (case kind when 'start' then true when 'restart' then true when 'cancel' then true when 'decide' then true when 'wake' then true when 'notice' then true else false end),
    content    text         not null,
    created_at timestamp(6) with time zone not null,
    due_at     timestamp(6) with time zone not null,
    attempts   integer      not null default 0,
    last_error varchar(2000)
);
create index outbox_by_due on outbox (tenant, due_at);

create table place (                               -- sites and buildings; fit for ten million rows
    id            varchar(40)  primary key,
    kind          varchar(10)  not null check (case kind when 'site' then true when 'building' then true else false end),
    name          varchar(200) not null,
    operator      varchar(100) not null,
    street        varchar(200) not null,
    city          varchar(100) not null,
    region        varchar(10)  not null,
    postal_code   varchar(12)  not null,
    country       varchar(2)   not null,
    latitude      double precision not null,
    longitude     double precision not null,
    metro         varchar(60)  not null,
    on_ramps      varchar(500) not null,             -- cloud:region;cloud:region
    technology    varchar(20)  not null,
    max_speed     bigint       not null,             -- Mbit/s
    lead_days     integer      not null
);

create table port_unit (
    id         varchar(60)  primary key,
    site       varchar(40)  not null,
    device     varchar(60)  not null,
    speed      bigint       not null,                -- Mbit/s
    owner      varchar(200) unique                   -- the step key that took it
);
create index port_unit_free on port_unit (site, speed, owner);

create table vlan (
    port_id    varchar(60)  not null,
    vlan       integer      not null check (vlan between 2 and 4094),
    owner      varchar(200) not null unique,
    primary key (port_id, vlan)
);

create table ip_prefix (
    prefix     varchar(20)  primary key,
    pool       varchar(20)  not null,
    owner      varchar(200) unique
);
create index ip_prefix_free on ip_prefix (pool, owner);

create table vni (
    vni        integer      primary key check (vni between 1 and 16777215),
    owner      varchar(200) unique
);

create table product (
    id           varchar(90)  primary key,
    tenant       varchar(40)  not null references tenant,
    order_id     varchar(40)  not null references product_order,
    item_id      varchar(40)  not null,
    offering     varchar(40)  not null,
    name         varchar(200) not null,
    place        varchar(40),
    state        varchar(30)  not null,
    body         text         not null,              -- characteristics and relations as ordered
    receipts     text         not null,              -- of the steps that made it, by step name
    per_hour     numeric(19, 4) not null,
    currency     varchar(3)   not null,
    created_at   timestamp(6) with time zone not null,
    active_since timestamp(6) with time zone,
    unique (order_id, item_id)
);
create index product_by_tenant on product (tenant, created_at);

create table billing_segment (                     -- facts; amounts are rated on reading
    id         varchar(200) primary key,             -- the step key that opened it
    tenant     varchar(40)  not null references tenant,
    product_id varchar(90)  not null references product,
    per_hour   numeric(19, 4) not null,
    currency   varchar(3)   not null,
    since      timestamp(6) with time zone not null,
    until      timestamp(6) with time zone,
    open_key   varchar(90)  unique                   -- the product's id while it is open, then null
);

create table ledger_entry (                        -- append only
    id         varchar(240) primary key,             -- what it is for: a retry posts once
    tenant     varchar(40)  not null references tenant,
    debit      varchar(100) not null,
    credit     varchar(100) not null,
    amount     numeric(19, 2) not null check (amount > 0),
    currency   varchar(3)   not null,
    at         timestamp(6) with time zone not null,
    reason     varchar(200) not null,
    check (debit <> credit)
);
create index ledger_entry_by_tenant on ledger_entry (tenant, at);
