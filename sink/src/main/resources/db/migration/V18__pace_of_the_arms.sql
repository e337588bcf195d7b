-- How fast the cases of a duration end is compared by arm, and told: it withholds nothing.

alter table outcome.trust_checks
    drop constraint trust_checks_state_check,
    add constraint trust_checks_state_check check (state in ('passed', 'failed', 'not_yet', 'noted', 'not_applicable'));

-- Where there is a duration, its rows take the place of the one that said there was nothing to compare.
delete from outcome.trust_checks c
 using outcome.kpis k
 where c.check_name = 'delay'
   and c.kpi = ''
   and k.use_case = c.use_case
   and k.plan_version = c.plan_version
   and k.kpi_type = 'duration';

comment on column outcome.trust_checks.state is 'passed, failed, not_yet (too few units to tell), noted (of delay: the arms differ in pace, which withholds nothing because readings hold mature units alone) or not_applicable (the plan has nothing to check against).';
comment on column outcome.trust_checks.deviation is 'How far off: of shares the greatest |observed / expected − 1|, of covariates standard deviations, of subjects the share in several arms, of delay the greatest distance of the cumulative shares of cases ended by an age. Not additive.';
comment on column outcome.trust_checks.threshold is 'The p-value below which, or for subjects in several arms the share above which, the check fails or is noted.';
comment on column report.trust_checks.state is 'passed, failed, not_yet (too few units to tell), noted (of delay: the arms differ in pace, which withholds nothing because readings hold mature units alone) or not_applicable (the plan has nothing to check against).';
comment on column report.trust_checks.deviation is 'How far off: of shares the greatest |observed / expected − 1|, of covariates standard deviations, of subjects the share in several arms, of delay the greatest distance of the cumulative shares of cases ended by an age. Not additive.';
comment on column report.trust_checks.threshold is 'The p-value below which, or for subjects in several arms the share above which, the check fails or is noted.';
