-- Offerings of operators beside those that ship: what kind of product each is. Their terms are in offering_version. A row goes when
-- its offering is deleted, which can be while nothing was ordered on it; the versions stay, so no id comes back as something else.
create table offering (
    id            varchar(40) primary key,
    specification varchar(40) not null               -- the kind; the offering itself where it is the one that ships for it
);
insert into offering (id, specification) values
    ('internet-on-demand', 'internet-on-demand'),
    ('port', 'port'),
    ('virtual-circuit', 'virtual-circuit'),
    ('cloud-connection', 'cloud-connection'),
    ('multi-cloud-gateway', 'multi-cloud-gateway');
create index product_by_offering on product (offering);
alter table product add constraint product_offering foreign key (offering) references offering;
