package dev.upshot.streams.lift;

import dev.upshot.event.TrustCheck;
import dev.upshot.stats.moments.JointMoments;
import dev.upshot.stats.moments.Sample;
import dev.upshot.stats.trust.Allocation;
import dev.upshot.stats.trust.Check;
import dev.upshot.stats.trust.CovariateBalance;
import dev.upshot.stats.trust.DelayShift;
import dev.upshot.stats.trust.Finding;
import dev.upshot.stats.trust.SequentialSampleRatio;
import dev.upshot.stats.trust.SeveralArms;
import dev.upshot.stats.trust.TrustReport;
import dev.upshot.streams.cell.CellHead;
import dev.upshot.streams.cell.CellMoments;
import dev.upshot.streams.cell.KpiSums;
import dev.upshot.streams.plan.Covariate;
import dev.upshot.streams.plan.Design;
import dev.upshot.streams.plan.DurationKpi;
import dev.upshot.streams.plan.Kpi;
import dev.upshot.streams.plan.Missing;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.Unit;
import dev.upshot.streams.plan.ValueKpi;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The checks of one plan, at every close of a cohort day: shares of the arms among decisions, among units that mature, and among those that
 * could be joined, each by a sequence that may be looked at every day; balance of covariates; subjects in several arms; and how fast the
 * cases of a duration end, which is told and withholds nothing: a reading holds no immature unit, so a faster arm cannot look better in it
 * than it is.
 */
final class Trust {

    private static final double ALPHA = 0.001;

    private final String generation;
    private final Plan plan;
    private final CellMoments layout;
    private final @Nullable Allocation allocation;
    private final Map<String, SequentialSampleRatio> shares = new TreeMap<>();
    private final Map<String, Finding> findings = new TreeMap<>();

    Trust(String generation, Plan plan, CellMoments layout) {
        this.generation = generation;
        this.plan = plan;
        this.layout = layout;
        this.allocation = allocation(plan);
    }

    private static @Nullable Allocation allocation(Plan plan) {
        if (!plan.hasAllocation()) {
            return null;
        }
        Map<String, Double> shares = plan.design().allocation();
        return Allocation.of(plan.arms().stream().mapToDouble(shares::get).toArray());
    }

    /** Looks at the decisions of all closed days. */
    List<TrustCheck> decided(byte[][] totals, LocalDate day) {
        List<TrustCheck> rows = new ArrayList<>();
        long[] units = units(totals);
        long all = sum(units);
        rows.add(row("", "", Check.ALLOCATION, shares("", Check.ALLOCATION, units), ALPHA, all, day));
        Finding several = null;
        if (plan.unit() == Unit.SUBJECT) {
            long mixed = 0;
            for (byte[] arm : totals) {
                mixed += layout.head(arm).mixedUnits();
            }
            several = SeveralArms.check(mixed, all, SeveralArms.USUAL_LIMIT);
        }
        rows.add(row("", "", Check.SUBJECTS_IN_SEVERAL_ARMS, several, SeveralArms.USUAL_LIMIT, all, day));
        if (plan.kpis().stream().noneMatch(DurationKpi.class::isInstance)) {
            rows.add(row("", "", Check.DELAY, null, ALPHA, 0, day));
        }
        return rows;
    }

    /** Looks at the units of all closed days of a KPI. */
    List<TrustCheck> matured(int kpi, byte[][] totals, LocalDate day) {
        Kpi of = plan.kpis().get(kpi);
        List<TrustCheck> rows = new ArrayList<>();
        long[] counted = new long[totals.length];
        for (int arm = 0; arm < counted.length; arm++) {
            counted[arm] = layout.sums(totals[arm], kpi).begun();
        }
        // A KPI that leaves no unit out counts all that are mature; one that may counts those that could be joined.
        Check counts = mayLeaveOut(of) ? Check.JOIN : Check.MATURITY;
        Finding share = areCasesOfSubjects(of) ? null : shares(of.name(), counts, counted);
        for (Check check : List.of(Check.MATURITY, Check.JOIN)) {
            rows.add(row("", of.name(), check, check == counts ? share : null, ALPHA, sum(counted), day));
        }
        Covariate covariate = plan.covariate(of);
        for (int arm = 1; arm < totals.length; arm++) {
            Finding balance = covariate == null || plan.design().kind() != Design.Kind.RANDOMIZED
                    ? null
                    : balance(layout.sums(totals[0], kpi), layout.sums(totals[arm], kpi), covariate);
            rows.add(row(
                    plan.arms().get(arm),
                    of.name(),
                    Check.COVARIATE_BALANCE,
                    balance,
                    ALPHA,
                    counted[0] + counted[arm],
                    day));
            if (of instanceof DurationKpi) {
                rows.add(pace(of, arm, layout.sums(totals[0], kpi), layout.sums(totals[arm], kpi), day));
            }
        }
        return rows;
    }

    private TrustCheck pace(Kpi kpi, int arm, KpiSums a, KpiSums b, LocalDate day) {
        Finding shift = areCasesOfSubjects(kpi)
                ? null
                : DelayShift.check(ended(a), ended(b), ALPHA, DelayShift.USUAL_TOLERANCE);
        return told(plan.arms().get(arm), kpi.name(), Check.DELAY, shift, ALPHA, a.n() + b.n(), day);
    }

    private static long[] ended(KpiSums sums) {
        return Objects.requireNonNull(sums.ages(), "a duration has cases by age").ended().stream()
                .mapToLong(Long::longValue)
                .toArray();
    }

    /** What is known of a KPI and candidate until now. */
    TrustReport report(Kpi kpi, String arm) {
        List<Finding> known = new ArrayList<>();
        for (Check check : Check.values()) {
            for (String place :
                    List.of(place("", "", check), place("", kpi.name(), check), place(arm, kpi.name(), check))) {
                Finding finding = findings.get(place);
                if (finding != null) {
                    known.add(finding);
                }
            }
        }
        return new TrustReport(known);
    }

    /** Which checks of what have failed until now. */
    Set<String> failures() {
        Set<String> failed = new TreeSet<>();
        findings.forEach((place, finding) -> {
            if (finding.outcome() == Finding.Outcome.FAILED) {
                failed.add(place);
            }
        });
        return failed;
    }

    private @Nullable Finding shares(String kpi, Check check, long[] units) {
        if (allocation == null) {
            return null;
        }
        String place = place("", kpi, check);
        SequentialSampleRatio looked = shares.getOrDefault(
                        place, SequentialSampleRatio.start(allocation, SequentialSampleRatio.USUAL_CONCENTRATION))
                .observe(units);
        shares.put(place, looked);
        return looked.finding(check, ALPHA);
    }

    private Finding balance(KpiSums a, KpiSums b, Covariate covariate) {
        Sample first = covariate(a, covariate);
        Sample second = covariate(b, covariate);
        boolean few = first.n() < 2 || second.n() < 2;
        return CovariateBalance.check(
                few
                        ? List.of()
                        : List.of(new CovariateBalance.Covariate(
                                first.n(),
                                first.mean(0),
                                first.variance(0),
                                second.n(),
                                second.mean(0),
                                second.variance(0))),
                ALPHA,
                plan.inference().plannedUnits());
    }

    private static Sample covariate(KpiSums sums, Covariate covariate) {
        KpiSums.Covariate x = sums.covariate();
        return x == null
                ? Sample.of(JointMoments.zero(List.of(covariate.scale())))
                : Sample.of(new JointMoments(
                        sums.n(), List.of(x.sum()), List.of(x.sumSquares()), List.of(covariate.scale())));
    }

    private TrustCheck row(
            String arm,
            String kpi,
            Check check,
            @Nullable Finding finding,
            double threshold,
            long units,
            LocalDate day) {
        if (finding != null) {
            findings.put(place(arm, kpi, check), finding);
        }
        return told(arm, kpi, check, finding, threshold, units, day);
    }

    private TrustCheck told(
            String arm,
            String kpi,
            Check check,
            @Nullable Finding finding,
            double threshold,
            long units,
            LocalDate day) {
        Finding told = finding != null && finding.outcome() != Finding.Outcome.NOT_YET ? finding : null;
        return new TrustCheck(
                generation,
                plan.useCase(),
                plan.version(),
                arm,
                kpi,
                check.code(),
                finding == null
                        ? "not_applicable"
                        : switch (finding.outcome()) {
                            case PASSED -> "passed";
                            case FAILED -> check == Check.DELAY ? "noted" : "failed";
                            case NOT_YET -> "not_yet";
                        },
                told != null && check != Check.SUBJECTS_IN_SEVERAL_ARMS ? Looking.rounded(told.pValue()) : null,
                told != null ? Looking.rounded(told.deviation()) : null,
                finding == null ? null : threshold,
                units,
                day);
    }

    private long[] units(byte[][] totals) {
        long[] units = new long[totals.length];
        for (int arm = 0; arm < units.length; arm++) {
            CellHead head = layout.head(totals[arm]);
            units[arm] = head.units();
        }
        return units;
    }

    /** Open cases cannot be counted by subject. */
    private boolean areCasesOfSubjects(Kpi kpi) {
        return kpi instanceof DurationKpi && plan.unit() == Unit.SUBJECT;
    }

    private static boolean mayLeaveOut(Kpi kpi) {
        if (!kpi.parts().isEmpty()) {
            return kpi.parts().stream().anyMatch(Trust::mayLeaveOut);
        }
        return kpi instanceof DurationKpi || kpi instanceof ValueKpi || kpi.missing() == Missing.EXCLUDE;
    }

    private static long sum(long[] units) {
        long sum = 0;
        for (long n : units) {
            sum += n;
        }
        return sum;
    }

    private static String place(String arm, String kpi, Check check) {
        return check.code() + '\0' + kpi + '\0' + arm;
    }
}
