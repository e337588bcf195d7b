-- Run once by the postgres image, when its volume is empty: who owns the reporting database, and who may only look.
\set upshot_password `cat /run/secrets/upshot-database-password`
\set grafana_password `cat /run/secrets/grafana-database-password`

create role upshot login password :'upshot_password';
create database upshot owner upshot;

-- Grafana sends on what people type and does not judge it: it may read, for a while, and nothing else.
create role grafana login password :'grafana_password' in role pg_read_all_data;
alter role grafana set default_transaction_read_only = on;
alter role grafana set statement_timeout = '30s';
revoke connect, temporary on database upshot from public;
grant connect on database upshot to grafana;
