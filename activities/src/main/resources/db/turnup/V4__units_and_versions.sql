-- Free units lie in an order of chance, so that clients who start at random places of it seldom meet.
alter table port_unit add column shuffled double precision default random() not null;
alter table ip_prefix add column shuffled double precision default random() not null;
alter table vni add column shuffled double precision default random() not null;
drop index port_unit_by_device;  -- the site finds its devices, in port_unit_free

drop index port_unit_free;
create index port_unit_free on port_unit (site, speed, owner, shuffled);

-- Most rows are of no interest to these indexes, and PostgreSQL leaves them out.
drop index ip_prefix_free;
create index ip_prefix_free on ip_prefix (pool, owner, shuffled) ${on-postgresql} where owner is null
;
create index vni_free on vni (owner, shuffled) ${on-postgresql} where owner is null
;
drop index step_by_poll;
drop index step_by_state;
drop index step_by_jeopardy;
create index step_by_poll on step (task_queue, poll_at) ${on-postgresql} where poll_at is not null
;
create index step_by_state on step (state, task_queue) ${on-postgresql} where state = 'running'
;
create index step_by_jeopardy on step (jeopardy_at) ${on-postgresql} where jeopardy_at is not null
;
create index event_window_untold on event_window (told, version) ${on-postgresql} where version > told
;
create index port_unit_suspended on port_unit (suspended_by) ${on-postgresql} where suspended_by is not null
;
create index vlan_suspended on vlan (suspended_by) ${on-postgresql} where suspended_by is not null
;
create index cancel_order_by_order on cancel_order (order_id);

alter table product add column version integer default 0 not null;  -- raised by each change: a plan is made of one version
