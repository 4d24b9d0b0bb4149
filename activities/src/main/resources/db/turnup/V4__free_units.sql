-- Free units lie in an order of chance, so that clients who start at random places of it seldom meet.
alter table port_unit add column shuffled double precision default random() not null;
alter table ip_prefix add column shuffled double precision default random() not null;
alter table vni add column shuffled double precision default random() not null;
drop index port_unit_free;
drop index ip_prefix_free;
create index port_unit_free on port_unit (site, speed, owner, shuffled);
create index ip_prefix_free on ip_prefix (pool, owner, shuffled);
create index vni_free on vni (owner, shuffled);
drop index port_unit_by_device;  -- the site finds its devices
