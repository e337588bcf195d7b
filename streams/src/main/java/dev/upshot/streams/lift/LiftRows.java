package dev.upshot.streams.lift;

import dev.upshot.event.Estimate;
import dev.upshot.event.Lift;
import dev.upshot.stats.Alternative;
import dev.upshot.stats.Reason;
import dev.upshot.stats.Result;
import dev.upshot.stats.bayes.Posterior;
import dev.upshot.stats.bayes.Prior;
import dev.upshot.stats.estimate.Contrast;
import dev.upshot.stats.grade.Assessment;
import dev.upshot.stats.grade.Better;
import dev.upshot.stats.grade.Design;
import dev.upshot.stats.grade.Evidence;
import dev.upshot.stats.grade.Grade;
import dev.upshot.stats.grade.Ground;
import dev.upshot.stats.grade.Guardrail;
import dev.upshot.stats.grade.Verdict;
import dev.upshot.stats.power.Remaining;
import dev.upshot.stats.sequence.ConfidenceSequence;
import dev.upshot.stats.sequence.Gate;
import dev.upshot.stats.sequence.LiftInterval;
import dev.upshot.stats.trust.TrustReport;
import dev.upshot.streams.plan.BinaryKpi;
import dev.upshot.streams.plan.DurationKpi;
import dev.upshot.streams.plan.Inference;
import dev.upshot.streams.plan.Kpi;
import dev.upshot.streams.plan.Plan;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The lifts of one plan as rows: pure functions from a comparison and a look to what is published. */
final class LiftRows {
    /** A sequence that would need more is not worth waiting for. */
    private static final double MOST_UNITS = 1e15;

    private static final int STEPS = 60;

    private final String generation;
    private final Plan plan;

    LiftRows(String generation, Plan plan) {
        this.generation = generation;
        this.plan = plan;
    }

    String generation() {
        return generation;
    }

    /** Figures and intervals; verdict and grounds are those of nothing mature. */
    Lift figures(Kpi kpi, String candidate, Slot slot, Comparison comparison, Looking looking) {
        Result<Contrast> contrast = comparison.contrast();
        Result<dev.upshot.stats.Estimate> absolute = absolute(contrast, looking);
        Result<dev.upshot.stats.Estimate> relative = relative(kpi, comparison, looking);
        boolean shown =
                absolute.toOptional().isPresent() || relative.toOptional().isPresent();
        Inference.Target target = plan.inference().target(kpi.name());
        return Lift.newBuilder()
                .setGeneration(generation)
                .setUseCase(plan.useCase())
                .setPlanVersion(plan.version())
                .setKpi(kpi.name())
                .setArm(candidate)
                .setBaseline(plan.baseline())
                .setSegmentDimension(slot.dimensionName(plan))
                .setSegmentValue(slot.value())
                .setNBaseline(comparison.baseline().n())
                .setNCandidate(comparison.candidate().n())
                .setMeanBaseline(comparison.baseline().mean())
                .setMeanCandidate(comparison.candidate().mean())
                .setVarianceBaseline(comparison.baseline().variance())
                .setVarianceCandidate(comparison.candidate().variance())
                .setEventCountBaseline(comparison.baseline().events())
                .setEventCountCandidate(comparison.candidate().events())
                .setAbsolute(estimate(absolute))
                .setRelative(estimate(relative))
                .setDegreesOfFreedom(shown ? boxed(looking.degreesOfFreedom()) : null)
                .setMultiplier(shown ? boxed(looking.multiplier()) : null)
                .setAlpha(looking.clock().alpha())
                .setReason(reason(absolute, relative))
                .setEstimator(comparison.estimator())
                .setClock(looking.clock().code())
                .setIsExploratory(slot.dimension() != Slot.OVERALL)
                .setMinimumEffect(target.minimumEffect() > 0 ? target.minimumEffect() : null)
                .setGuardrailState(target.margin() > 0 ? Guardrail.State.NOT_YET.code() : null)
                .setGrade(design().grade().name())
                .setVerdict(Verdict.NOT_YET.code())
                .setGround(Ground.OfWaiting.NOTHING_MATURE.code())
                .build();
    }

    /** An official reading, but for what depends on the other readings of its slot. */
    Lift judged(
            Kpi kpi,
            String candidate,
            Slot slot,
            Comparison comparison,
            Looking looking,
            TrustReport trust,
            double unitsPerDay) {
        Lift row = figures(kpi, candidate, slot, comparison, looking);
        Result<dev.upshot.stats.Estimate> relative = relative(kpi, comparison, looking);
        Result<dev.upshot.stats.Estimate> absolute = absolute(comparison.contrast(), looking);
        boolean onlyAbsolute =
                relative.toOptional().isEmpty() && absolute.toOptional().isPresent();
        Inference.Target target = plan.inference().target(kpi.name());
        Gate gate = new Gate(plan.inference().minimumEvents());
        Evidence evidence = new Evidence(
                design(),
                trust,
                gate.judge(
                        comparison.baseline().events(), comparison.candidate().events(), tail(kpi)),
                comparison.baseline().n() + comparison.candidate().n() == 0
                        ? Evidence.Look.NOTHING_MATURE
                        : looking.look(),
                onlyAbsolute ? absolute : relative,
                better(kpi),
                onlyAbsolute ? 0 : target.minimumEffect());
        Assessment assessment = Assessment.of(evidence);
        row.setGrade(assessment.grade().name());
        row.setVerdict(assessment.verdict().code());
        row.setGround(assessment.ground().code());
        row.setMatureShare(comparison.baseline().n() + comparison.candidate().n() == 0 ? null : (Double) 1.0);
        if (target.margin() > 0 && !onlyAbsolute) {
            row.setGuardrailState(new Guardrail(target.margin()).judge(evidence).code());
        }
        comparison.contrast().toOptional().ifPresent(contrast -> {
            believe(row, kpi, contrast);
            test(row, contrast, looking);
            need(row, contrast, looking, assessment.verdict(), unitsPerDay);
        });
        return row;
    }

    /**
     * A live row: figures of everything so far, and of the latest official reading what may be said, unless a check has failed
     * since.
     */
    Lift live(Lift figures, @Nullable Lift official, @Nullable Double matureShare, TrustReport trust) {
        figures.setMatureShare(matureShare);
        if (official != null) {
            figures.setGrade(official.getGrade());
            figures.setVerdict(official.getVerdict());
            figures.setGround(official.getGround());
            figures.setGuardrailState(official.getGuardrailState());
            figures.setPValue(official.getPValue());
            figures.setAdjustedPValue(official.getAdjustedPValue());
            figures.setFdrAdjustedPValue(official.getFdrAdjustedPValue());
            figures.setEValue(official.getEValue());
            figures.setChanceToBeatBaseline(official.getChanceToBeatBaseline());
            figures.setExpectedLoss(official.getExpectedLoss());
            figures.setUnitsNeeded(official.getUnitsNeeded());
            figures.setDaysNeeded(official.getDaysNeeded());
        }
        trust.firstFailure().ifPresent(check -> {
            figures.setVerdict(Verdict.REFUSED.code());
            figures.setGround(new Ground.FailedCheck(check).code());
            Grade grade = design().grade(trust);
            figures.setGrade(
                    grade.compareTo(Grade.valueOf(figures.getGrade())) > 0 ? grade.name() : figures.getGrade());
        });
        return figures;
    }

    private void believe(Lift row, Kpi kpi, Contrast contrast) {
        double variance = contrast.differenceVariance();
        if (variance > 0 && Math.abs(contrast.difference()) < 1e150 && variance < 1e300) {
            Posterior posterior = Posterior.of(new Prior.Flat(), contrast.difference(), Math.sqrt(variance));
            boolean higher = better(kpi) == Better.HIGHER;
            row.setChanceToBeatBaseline(
                    Looking.rounded(higher ? posterior.chanceAboveZero() : posterior.chanceBelowZero()));
            row.setExpectedLoss(
                    Looking.rounded(higher ? posterior.expectedLossOfCandidate() : posterior.expectedLossOfBaseline()));
        }
    }

    private void test(Lift row, Contrast contrast, Looking looking) {
        ConfidenceSequence sequence =
                Looking.sequence(plan.inference(), looking.clock().alpha());
        OptionalDouble log = Looking.logEValue(contrast, sequence);
        if (log.isEmpty()) {
            return;
        }
        row.setEValue(Looking.rounded(StrictMath.exp(log.getAsDouble())));
        boolean fixed = !row.getIsExploratory() && plan.inference().method() == Inference.Method.FIXED;
        row.setPValue(Looking.rounded(
                fixed ? looking.fixedPValue(contrast) : Math.min(1, StrictMath.exp(-log.getAsDouble()))));
    }

    /** How many units it takes if the difference is what it seems, and if events go on as they came. */
    private void need(Lift row, Contrast contrast, Looking looking, Verdict verdict, double unitsPerDay) {
        long present = contrast.baselineUnits() + contrast.candidateUnits();
        OptionalLong needed = verdict == Verdict.NOT_YET
                ? needed(row, contrast, looking, present)
                : verdict.claims() ? OptionalLong.of(0) : OptionalLong.empty();
        if (needed.isPresent()) {
            Remaining remaining = Remaining.of(needed.getAsLong(), present, unitsPerDay);
            row.setUnitsNeeded(remaining.units());
            row.setDaysNeeded(boxed(remaining.days()));
        }
    }

    private OptionalLong needed(Lift row, Contrast contrast, Looking looking, long present) {
        long least = Math.min(row.getEventCountBaseline(), row.getEventCountCandidate());
        if (least == 0 || looking.look() == Evidence.Look.TOO_EARLY) {
            return looking.look() == Evidence.Look.TOO_EARLY
                    ? OptionalLong.of(Math.max(present, plan.inference().plannedUnits()))
                    : OptionalLong.empty();
        }
        double forGate = Math.ceil((double) present * (double) plan.inference().minimumEvents() / (double) least);
        Result<Double> z = LiftInterval.z(contrast, 0);
        if (z.toOptional().isEmpty() || z.orElseThrow() == 0) {
            return OptionalLong.empty();
        }
        ConfidenceSequence sequence =
                Looking.sequence(plan.inference(), looking.clock().alpha());
        double perUnit = z.orElseThrow() * z.orElseThrow() / (double) present;
        double units = (double) present;
        for (int step = 0; step < STEPS && units < MOST_UNITS; step++) {
            double multiplier = sequence.multiplier((long) units);
            double next = Math.ceil(multiplier * multiplier / perUnit);
            if (next <= units) {
                break;
            }
            units = next;
        }
        double most = Math.max(units, forGate);
        return most < MOST_UNITS ? OptionalLong.of((long) most) : OptionalLong.empty();
    }

    private static Result<dev.upshot.stats.Estimate> absolute(Result<Contrast> contrast, Looking looking) {
        return contrast.then(c -> LiftInterval.absolute(c, multiplier(looking), Alternative.TWO_SIDED));
    }

    /** By the logarithm of the ratio for shares of units, by Fieller's inversion for everything else. */
    static Result<dev.upshot.stats.Estimate> relative(Kpi kpi, Comparison comparison, Looking looking) {
        boolean share = kpi instanceof BinaryKpi && comparison.estimator().equals("welch");
        return comparison
                .contrast()
                .then(c -> share
                        ? LiftInterval.relativeByLogRatio(c, multiplier(looking), Alternative.TWO_SIDED)
                        : LiftInterval.relative(c, multiplier(looking), Alternative.TWO_SIDED));
    }

    private static double multiplier(Looking looking) {
        return looking.multiplier().orElse(Double.POSITIVE_INFINITY);
    }

    Design design() {
        return switch (plan.design().kind()) {
            case RANDOMIZED -> plan.hasAllocation() ? Design.RANDOMIZED : Design.RANDOMIZED_UNCHECKED;
            case LOGGED_PROPENSITY -> Design.LOGGED_PROPENSITY;
            case OBSERVATIONAL -> Design.OBSERVATIONAL;
        };
    }

    private static Better better(Kpi kpi) {
        return kpi.better() == dev.upshot.streams.plan.Better.HIGHER ? Better.HIGHER : Better.LOWER;
    }

    static Gate.Tail tail(Kpi kpi) {
        if (kpi instanceof BinaryKpi || kpi instanceof DurationKpi) {
            return Gate.Tail.BOUNDED;
        }
        return kpi.isUncapped() ? Gate.Tail.UNCAPPED : Gate.Tail.CAPPED;
    }

    private static @Nullable String reason(
            Result<dev.upshot.stats.Estimate> absolute, Result<dev.upshot.stats.Estimate> relative) {
        return absolute.whyMissing().or(relative::whyMissing).map(Reason::code).orElse(null);
    }

    private static @Nullable Estimate estimate(Result<dev.upshot.stats.Estimate> result) {
        return result.toOptional()
                .map(e -> new Estimate(e.value(), e.standardError(), e.lower(), e.upper()))
                .orElse(null);
    }

    private static @Nullable Double boxed(OptionalDouble value) {
        return value.isPresent() ? (Double) value.getAsDouble() : null;
    }
}
