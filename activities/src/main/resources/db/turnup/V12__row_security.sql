-- On PostgreSQL a connection that works for a customer has the tenant in its setting turnup.tenant, and then sees and writes no
-- other's rows, whatever a statement says (docs/adr/019). One without that setting sees all: workers, relay, operators' calls,
-- processes of the build before. H2 has nothing of it, and reads comments only.
--
-- Whoever adds a table with a tenant, or a part of one, adds its policy; RowSecurityTest fails without.
${on-postgresql} create function caller_tenant() returns text language sql stable parallel safe return current_setting('turnup.tenant', true);

${on-postgresql} -- Functions, since a subselect would be planned into each statement of every worker. PL/pgSQL keeps its plans.
${on-postgresql} create function is_callers_order(one varchar) returns boolean language plpgsql stable parallel safe cost 10 as
${on-postgresql}     'begin return exists (select 1 from ${flyway:defaultSchema}.product_order where id = one and tenant = ${flyway:defaultSchema}.caller_tenant()); end';
${on-postgresql} create function is_callers_window(one varchar) returns boolean language plpgsql stable parallel safe cost 10 as
${on-postgresql}     'begin return exists (select 1 from ${flyway:defaultSchema}.event_window where id = one and tenant = ${flyway:defaultSchema}.caller_tenant()); end';
${on-postgresql} create function is_callers_check(one varchar) returns boolean language plpgsql stable parallel safe cost 10 as
${on-postgresql}     'begin return exists (select 1 from ${flyway:defaultSchema}.location_check where id = one and tenant = ${flyway:defaultSchema}.caller_tenant()); end';
${on-postgresql} create function is_callers_account(one varchar) returns boolean language plpgsql stable parallel safe cost 10 as
${on-postgresql}     'begin return exists (select 1 from ${flyway:defaultSchema}.tenant where id = one and ${flyway:defaultSchema}.caller_tenant() in (id, parent)); end';
${on-postgresql} create function callers_parent() returns varchar language plpgsql stable parallel safe cost 10 as
${on-postgresql}     'begin return (select parent from ${flyway:defaultSchema}.tenant where id = ${flyway:defaultSchema}.caller_tenant()); end';

${on-postgresql} do $$
${on-postgresql} declare
${on-postgresql}     own constant text := 'tenant = caller_tenant()';
${on-postgresql}     rules constant text[] := array[
${on-postgresql}         ['audit_record', own], ['idempotency', own], ['secret', own],
${on-postgresql}         ['product', own], ['service_key', own],
${on-postgresql}         ['product_order', own], ['order_external_id', own], ['cancel_order', own], ['fallout', own], ['outbox', own],
${on-postgresql}         ['order_item', 'is_callers_order(order_id)'], ['order_event', 'is_callers_order(order_id)'],
${on-postgresql}         ['step', 'is_callers_order(order_id)'],
${on-postgresql}         ['hub_subscription', own], ['hub_delivery', 'subscription_id in (select id from hub_subscription)'],
${on-postgresql}         ['event_window', own],
${on-postgresql}         ['window_product', 'is_callers_window(window_id)'], ['window_order', 'is_callers_window(window_id)'],
${on-postgresql}         ['location_answer', own], ['location_check', own], ['location_check_row', 'is_callers_check(check_id)'],
${on-postgresql}         ['billing_segment', own], ['ledger_entry', own], ['customer_bill', own], ['bill_line', own],
${on-postgresql}         ['bill_run_left', own], ['bill_on_demand', own],
${on-postgresql}         ['tenant_limit', own || ' or is_callers_account(tenant) or tenant = callers_parent()'],
${on-postgresql}         ['api_key', own || ' or is_callers_account(tenant)'],   -- of sub-accounts, too
${on-postgresql}         ['tenant', 'caller_tenant() in (id, parent)']];   -- the last ones are locked last: each call reads them
${on-postgresql}     rule text[];
${on-postgresql} begin
${on-postgresql}     for attempt in 1..100 loop  -- all of them at once, and rather again than in anybody's way
${on-postgresql}         begin
${on-postgresql}             -- now and then longer than deadlock_timeout, after which an autovacuum gives way
${on-postgresql}             perform set_config('lock_timeout', case when attempt % 10 = 0 then '1200ms' else '300ms' end, true);
${on-postgresql}             foreach rule slice 1 in array rules loop
${on-postgresql}                 execute format('lock table %I in access exclusive mode', rule[1]);
${on-postgresql}             end loop;
${on-postgresql}             exit;
${on-postgresql}         exception when lock_not_available then
${on-postgresql}             if attempt = 100 then raise; end if;
${on-postgresql}             perform pg_sleep(0.2);
${on-postgresql}         end;
${on-postgresql}     end loop;
${on-postgresql}     foreach rule slice 1 in array rules loop
${on-postgresql}         execute format('create policy of_tenant on %I using (case when caller_tenant() <> '''' then %s else true end)', rule[1], rule[2]);
${on-postgresql}         execute format('alter table %I enable row level security, force row level security', rule[1]);
${on-postgresql}     end loop;
${on-postgresql} end $$;

${on-postgresql} -- A list of orders reads hundreds of them: there a subselect is quicker.
${on-postgresql} alter policy of_tenant on order_event
${on-postgresql}     using (case when caller_tenant() <> '' then exists (select 1 from product_order o where o.id = order_id) else true end)
${on-postgresql}     with check (case when caller_tenant() <> '' then is_callers_order(order_id) else true end);
