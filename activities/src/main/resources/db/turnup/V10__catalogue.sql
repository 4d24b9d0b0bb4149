-- On which terms what is sold; each change is a new version, and no version is ever changed. What offerings are made of is code.
create table offering_version (
    offering   varchar(60)  not null,
    version    integer      not null,
    terms      text         not null,               -- name, description, life cycle, prices, charges, as JSON
    actor      varchar(220) not null,               -- whose change it is
    created_at timestamp(6) with time zone not null,
    primary key (offering, version)
);
