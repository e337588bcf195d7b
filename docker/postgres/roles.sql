-- Run once by the postgres image, when its volume is empty: who owns the reporting database, who writes and who may only look.
\set upshot_password `cat /run/secrets/upshot-database-password`
\set grafana_password `cat /run/secrets/grafana-database-password`

-- The roles that hold the rights; upshot grants them to these when it migrates. People become members of one of them.
create role upshot_owner nologin;
create role upshot_writer nologin;
create role upshot_analyst nologin;

-- Upshot migrates as the owner, writes as the writer and reports as an analyst.
create role upshot login password :'upshot_password' in role upshot_owner, upshot_writer, upshot_analyst;
create database upshot owner upshot_owner;

-- Grafana sends on what people type and does not judge it: it may read, for a while, and nothing else.
create role grafana login password :'grafana_password' in role upshot_analyst;
alter role grafana set search_path = report, outcome, pg_catalog;
alter role grafana set default_transaction_read_only = on;
alter role grafana set statement_timeout = '30s';
revoke connect, temporary on database upshot from public;
grant connect on database upshot to upshot_owner, upshot_writer, upshot_analyst;
