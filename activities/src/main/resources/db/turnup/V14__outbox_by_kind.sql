drop index outbox_by_due;
create index outbox_by_due on outbox (kind, tenant, due_at);
