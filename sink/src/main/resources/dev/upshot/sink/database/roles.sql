-- Who may do what. Run after every migration by whoever may change the schemas; running it again changes nothing.
-- Rights are given to the three roles alone; users get them by becoming members: grant upshot_analyst to alice;

-- Nobody gets anything by just being connected.
revoke all on schema outcome, report, ops from public;
revoke all on all functions in schema outcome, report, ops from public;
alter default privileges in schema outcome, report, ops revoke execute on functions from public;

-- The sink writes facts and its own books. What was applied to the schema and how far it has read is never deleted.
grant usage on schema outcome, ops to upshot_writer;
grant select, insert, update, delete on all tables in schema outcome, ops to upshot_writer;
revoke insert, update, delete on ops.schema_history from upshot_writer;
revoke delete on ops.sink_offsets from upshot_writer;
-- Who was erased stays erased; asking again adds to what has gone.
revoke update, delete on ops.erasures from upshot_writer;
grant update (erased_at, decision_count, outcome_count) on ops.erasures to upshot_writer;
-- Months of the ledger come by the owner's function alone.
revoke insert, update, delete on ops.ledger_months from upshot_writer;
grant execute on function ops.open_ledger_months(date[]) to upshot_writer;
-- Sums of the ledger come by the owner's triggers alone. These are on the parents: partitions are not written by their own names.
revoke insert, update, delete on outcome.ledger_week_partials, outcome.ledger_time_partials, outcome.actor_partials from upshot_writer;
do $$
declare
    partition regclass;
begin
    for partition in select oid from pg_class where relnamespace = 'outcome'::regnamespace and relkind = 'r' and relispartition loop
        execute format('revoke insert, update, delete on %s from upshot_writer', partition);
    end loop;
end $$;
-- What a verification found stays.
revoke update, delete on ops.verifications from upshot_writer;
alter default privileges in schema outcome, ops grant select, insert, update, delete on tables to upshot_writer;

-- Analysts read facts and views, and where refused records lie.
grant usage on schema outcome, report, ops to upshot_analyst;
grant select on all tables in schema outcome, report to upshot_analyst;
grant select on ops.quarantined_records, ops.progress, ops.final_clocks, ops.verifications to upshot_analyst;
grant execute on all functions in schema report to upshot_analyst;
alter default privileges in schema outcome, report grant select on tables to upshot_analyst;
alter default privileges in schema report grant execute on functions to upshot_analyst;
