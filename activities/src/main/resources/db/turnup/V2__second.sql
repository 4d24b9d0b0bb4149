create index billing_segment_by_product on billing_segment (product_id, since);
create index outbox_by_order on outbox (order_id, kind);
alter table cancel_order add column by_customer boolean default true not null; -- who passed a soft point of no return pays
