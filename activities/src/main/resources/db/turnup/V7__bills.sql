-- Bills: what the facts are worth, month by month.
alter table ledger_entry add column bill_id varchar(40);   -- the bill that posted it; null: it came before its bill
alter table ledger_entry add column recorded_at timestamp(6) with time zone default current_timestamp not null;
alter table billing_segment add column recorded_at timestamp(6) with time zone default current_timestamp not null;
create index ledger_entry_by_bill on ledger_entry (bill_id);
create index billing_segment_by_tenant on billing_segment (tenant, since);

create table bill_run (
    period      varchar(7)   primary key,            -- a calendar month in UTC, such as 2026-11
    previous    varchar(7)   not null unique,        -- the run before it, empty for the first: of two at once one is refused
    state       varchar(20)  not null check (case state when 'acknowledged' then true when 'inProgress' then true
                                                        when 'done' then true else false end),
    tenants     integer      not null,               -- how many there were when it was ordered
    billed      integer      default 0 not null,     -- how many it is through with
    last_tenant varchar(40)  default '' not null,    -- up to this one, in the order of ids
    actor       varchar(200) not null,
    ordered_at  timestamp(6) with time zone default current_timestamp not null,  -- by the clock of facts' recorded_at
    created_at  timestamp(6) with time zone not null,
    changed_at  timestamp(6) with time zone not null,
    ended_at    timestamp(6) with time zone,
    told_at     timestamp(6) with time zone          -- when Temporal was told; null: it has yet to be
);
create index bill_run_by_state on bill_run (state, told_at);

create table bill_run_left (                       -- whose bill could not be made; tried again when all others have theirs
    period   varchar(7)   not null references bill_run,
    tenant   varchar(40)  not null references tenant,
    why      varchar(500) not null,
    tried_at timestamp(6) with time zone not null,
    primary key (period, tenant)
);

create table customer_bill (
    id         varchar(40)    primary key,
    tenant     varchar(40)    not null references tenant,
    period     varchar(7)     not null references bill_run,
    currency   varchar(3)     not null,
    begin_at   timestamp(6) with time zone not null,
    end_at     timestamp(6) with time zone not null,
    amount     numeric(19, 2) not null,              -- the sum of its lines
    state      varchar(20)    not null check (case state when 'new' then true when 'onHold' then true when 'validated' then true
                                                         when 'sent' then true when 'partiallyPaid' then true
                                                         when 'settled' then true else false end),
    created_at timestamp(6) with time zone not null,
    changed_at timestamp(6) with time zone not null,
    unique (tenant, period, currency)
);
create index customer_bill_by_tenant on customer_bill (tenant, end_at);
create index customer_bill_by_period on customer_bill (period, tenant);

alter table ledger_entry add foreign key (bill_id) references customer_bill;

create table bill_line (                           -- append only
    bill_id     varchar(40)    not null references customer_bill,
    n           integer        not null,             -- from 1
    tenant      varchar(40)    not null,
    period      varchar(7)     not null,
    kind        varchar(12)    not null check (case kind when 'usage' then true when 'adjustment' then true
                                                         when 'oneOff' then true when 'credit' then true else false end),
    segment_id  varchar(200)   references billing_segment,
    known_until timestamp(6) with time zone,         -- the segment's end as it was known; null: it was open
    entry_id    varchar(240)   unique references ledger_entry,  -- what is charged or credited once is on one bill
    product_id  varchar(90),
    description varchar(300)   not null,
    per_hour    numeric(19, 4),
    from_at     timestamp(6) with time zone not null,
    to_at       timestamp(6) with time zone not null,
    seconds     bigint         not null,             -- less than zero where too much was billed before
    amount      numeric(19, 2) not null,
    primary key (bill_id, n),
    check (case when segment_id is null then entry_id is not null else entry_id is null end)
);
create index bill_line_by_tenant on bill_line (tenant, period);
create unique index bill_line_by_segment on bill_line (segment_id, period, kind);

create table bill_on_demand (                      -- what a bill up to now would be: to look at, it counts nowhere
    id         varchar(40) primary key,
    tenant     varchar(40) not null references tenant,
    request    text        not null,                 -- its answer
    content    text        not null,                 -- the answers about request, bill and lines
    created_at timestamp(6) with time zone not null
);
create index bill_on_demand_by_tenant on bill_on_demand (tenant, created_at);
create index bill_on_demand_by_age on bill_on_demand (created_at);
