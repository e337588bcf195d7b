-- Rows of one cohort day lie on the same pages and change together, every publication anew. Where a page has room for
-- a second version of all its rows, none of these updates touches the index (ADR 19).
-- Pages that are full already stay as they are.

alter table outcome.cell_partials set (fillfactor = 50);
alter table outcome.kpi_partials set (fillfactor = 50);
alter table outcome.odd_half_partials set (fillfactor = 50);
