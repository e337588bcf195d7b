package dev.upshot.report.card;

import dev.upshot.stats.Estimate;
import dev.upshot.stats.grade.Grade;
import dev.upshot.stats.grade.Verdict;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Readings that read like data: one of each kind, changed by {@code with} methods. */
public record Readings(Reading reading) {
    private static final List<Kpi.Part> NET =
            List.of(new Kpi.Part("recovered_amount", BigDecimal.ONE), new Kpi.Part("cost", BigDecimal.ONE.negate()));
    private static final CohortDays NINETY = new CohortDays(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 3, 31), 90);

    public static Readings binary() {
        return of(
                new Kpi(
                        "decision_quality",
                        KpiType.BINARY,
                        "share",
                        Better.HIGHER,
                        0,
                        Duration.ofDays(14),
                        false,
                        List.of()),
                new ArmMean("human", 50_112, 0.688),
                new ArmMean("model-v2", 49_888, 0.790),
                new Estimate(0.102, 0.0028, 0.0966, 0.1074),
                new Estimate(0.1483, 0.0046, 0.1393, 0.1573));
    }

    public static Readings amount() {
        return of(
                new Kpi(
                        "recovered_amount",
                        KpiType.AMOUNT,
                        "EUR",
                        Better.HIGHER,
                        2,
                        Duration.ofDays(14),
                        false,
                        List.of()),
                new ArmMean("human", 50_112, 1_210.5),
                new ArmMean("model-v2", 49_888, 1_260.25),
                new Estimate(49.75, 12.1, 26.03, 73.47),
                new Estimate(0.0411, 0.0101, 0.0213, 0.0609));
    }

    public static Readings duration() {
        return of(
                new Kpi("processing_time", KpiType.DURATION, "s", Better.LOWER, 3, Duration.ofDays(7), true, List.of()),
                new ArmMean("human", 48_000, 36_000.0),
                new ArmMean("model-v2", 49_000, 21_600.0),
                new Estimate(-14_400, 120, -14_635.2, -14_164.8),
                new Estimate(-0.4, 0.0031, -0.4061, -0.3939));
    }

    public Readings better(Better better) {
        return kpi(change().better(better));
    }

    public Readings named(String name) {
        return kpi(change().named(name));
    }

    public Readings type(KpiType type) {
        return kpi(change().type(type).parts(type == KpiType.NET ? NET : List.of()));
    }

    public Readings parts(Kpi.Part... parts) {
        return kpi(change().parts(List.of(parts)));
    }

    public Readings unit(String unit) {
        return kpi(change().unit(unit));
    }

    public Readings skippingMissing() {
        return kpi(change().skippingMissing());
    }

    public Readings segment(String dimension, String value) {
        Reading r = reading;
        return new Readings(new Reading(
                r.kpi(),
                new Segment(dimension, value),
                r.baseline(),
                r.candidate(),
                r.absolute(),
                r.relative(),
                r.method(),
                r.alpha(),
                r.reason(),
                r.days(),
                r.judgement()));
    }

    public Readings arms(ArmMean baseline, ArmMean candidate) {
        Reading r = reading;
        return new Readings(new Reading(
                r.kpi(),
                r.segment(),
                baseline,
                candidate,
                r.absolute(),
                r.relative(),
                r.method(),
                r.alpha(),
                r.reason(),
                r.days(),
                r.judgement()));
    }

    public Readings means(double baseline, double candidate) {
        return arms(
                new ArmMean("human", reading.baseline().units(), baseline),
                new ArmMean("model-v2", reading.candidate().units(), candidate));
    }

    public Readings absolute(double value, double lower, double upper) {
        return estimates(new Estimate(value, (upper - value) / 2, lower, upper), reading.relative(), null);
    }

    public Readings relative(double value, double lower, double upper) {
        return estimates(reading.absolute(), new Estimate(value, (upper - value) / 2, lower, upper), null);
    }

    public Readings withoutRelative(@Nullable String reason) {
        return estimates(reading.absolute(), null, reason);
    }

    public Readings refused(@Nullable String reason) {
        return estimates(null, null, reason).judged(Verdict.NOT_YET, "no_estimate", "A", null);
    }

    public Readings method(String method, double alpha) {
        Reading r = reading;
        return new Readings(new Reading(
                r.kpi(),
                r.segment(),
                r.baseline(),
                r.candidate(),
                r.absolute(),
                r.relative(),
                method,
                alpha,
                r.reason(),
                r.days(),
                r.judgement()));
    }

    private ChangedKpi change() {
        return new ChangedKpi(reading.kpi());
    }

    private Readings kpi(ChangedKpi changed) {
        return with(changed.kpi(), reading.absolute(), reading.relative(), reading.reason(), reading.judgement());
    }

    private Readings estimates(@Nullable Estimate absolute, @Nullable Estimate relative, @Nullable String reason) {
        return with(reading.kpi(), absolute, relative, reason, reading.judgement());
    }

    public Readings judged(Verdict verdict, String ground, String grade, @Nullable Double matureShare) {
        return with(
                reading.kpi(),
                reading.absolute(),
                reading.relative(),
                reading.reason(),
                judgement(verdict, ground, grade, matureShare));
    }

    private Readings with(
            Kpi kpi,
            @Nullable Estimate absolute,
            @Nullable Estimate relative,
            @Nullable String reason,
            Judgement judgement) {
        Reading r = reading;
        return new Readings(new Reading(
                kpi,
                r.segment(),
                r.baseline(),
                r.candidate(),
                absolute,
                relative,
                r.method(),
                r.alpha(),
                reason,
                r.days(),
                judgement));
    }

    private static Readings of(Kpi kpi, ArmMean baseline, ArmMean candidate, Estimate absolute, Estimate relative) {
        Judgement judgement = judgement(Verdict.IMPROVED, "interval_above_zero", "A", 0.9375);
        return new Readings(new Reading(
                kpi,
                Segment.OVERALL,
                baseline,
                candidate,
                absolute,
                relative,
                "fixed_sample",
                0.05,
                null,
                NINETY,
                judgement));
    }

    private static Judgement judgement(Verdict verdict, String ground, String grade, @Nullable Double matureShare) {
        return new Judgement(
                verdict,
                ground,
                Grade.valueOf(grade),
                "welch",
                "fixed_sample(alpha=0.05,sides=two,planned_units=20000)",
                matureShare,
                9_120,
                8_480,
                1.25e-9,
                4.5e8,
                null,
                null,
                null,
                null,
                null);
    }
}
