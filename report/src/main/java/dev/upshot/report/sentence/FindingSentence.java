package dev.upshot.report.sentence;

import dev.upshot.report.Audience;
import dev.upshot.report.Label;
import dev.upshot.report.card.Judgement;
import dev.upshot.report.card.Reading;
import dev.upshot.report.card.Segment;
import dev.upshot.report.notation.Decimals;
import dev.upshot.report.notation.Notation;
import dev.upshot.stats.Estimate;
import dev.upshot.stats.grade.Grade;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * An official reading in words: a pure function from one row and an audience to plain text. The size of a change is only
 * ever said from the interval's bound that lies nearer to zero, rounded towards zero, and says whether it is relative; where
 * no change matters, the plan's minimum effect is said as the plan has it. What may not be claimed is a sentence too: why
 * not, and how long it will take. A segment is never claimed.
 */
public final class FindingSentence {
    private final Reading reading;
    private final Judgement evidence;
    private final Audience audience;
    private final String kpi;
    private final boolean several;
    private final String candidate;
    private final String baseline;

    private FindingSentence(Reading reading, Audience audience) {
        this.reading = reading;
        this.evidence = reading.judgement();
        this.audience = audience;
        this.kpi = name(reading.kpi().name());
        this.several = Plural.is(Label.words(reading.kpi().name()));
        this.candidate = Label.clean(reading.candidate().arm());
        this.baseline = Label.clean(reading.baseline().arm());
    }

    /**
     * A sentence in two parts.
     *
     * @param said what is said
     * @param grounds what stands behind it
     */
    public record Parts(String said, String grounds) {}

    /** The sentence for an audience, what is said apart from what stands behind it. */
    public static Parts parts(Reading reading, Audience audience) {
        FindingSentence sentence = new FindingSentence(reading, audience);
        return new Parts(sentence.said(), sentence.grounds());
    }

    /** The whole sentence for an audience. */
    public static String of(Reading reading, Audience audience) {
        Parts parts = parts(reading, audience);
        return (parts.said() + " " + parts.grounds()).strip();
    }

    private String said() {
        if (!reading.segment().isOverall()) {
            return exploratory();
        }
        return switch (evidence.verdict()) {
            case IMPROVED -> claim("an improvement");
            case DEGRADED -> claim("a deterioration");
            case NO_DIFFERENCE -> noDifference();
            case NOT_YET ->
                "Not yet demonstrated: " + kpi + " with " + candidate + " against " + baseline + ", because " + why()
                        + ". " + needs();
            case REFUSED ->
                "No statement on " + kpi + " with " + candidate + " against " + baseline + ", because " + why() + ".";
        };
    }

    private String claim(String word) {
        String where = causal()
                ? " with " + candidate + " than with " + baseline
                : " where " + candidate + " decided than where " + baseline + " did";
        return capital(kpi) + verb() + sizes().orElse("on one side of zero, by a size that cannot be stated,") + where
                + ": " + word + ".";
    }

    private String verb() {
        if (causal()) {
            return several ? " are " : " is ";
        }
        return several ? " were " : " was ";
    }

    /** The sizes that the audience is told, the more telling one first. */
    private Optional<String> sizes() {
        Optional<String> relative = size(reading.relative(), true);
        Optional<String> absolute = size(reading.absolute(), false);
        boolean amountsFirst = audience == Audience.FINANCE || audience == Audience.OPERATIONS;
        Optional<String> first = amountsFirst ? absolute.or(() -> relative) : relative.or(() -> absolute);
        Optional<String> second = first.equals(relative) ? absolute : relative;
        if (first.isEmpty() || second.isEmpty() || audience == Audience.BOARD) {
            return first.map(size -> size + direction());
        }
        return Optional.of(first.get() + direction() + ", " + second.get() + ",");
    }

    /** From the bound nearer to zero; empty if the interval includes zero or has no such bound. */
    private Optional<String> size(@Nullable Estimate change, boolean relative) {
        OptionalDouble bound = nearer(change);
        return bound.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        relative
                                ? "at least " + Notation.bound(bound.getAsDouble()) + relativeWord()
                                : "at least " + Notation.bound(reading.kpi(), bound.getAsDouble()));
    }

    /** The magnitude of the bound nearer to zero; empty if the interval includes zero or has no such bound. */
    static OptionalDouble nearer(@Nullable Estimate change) {
        if (change == null) {
            return OptionalDouble.empty();
        }
        double bound = change.lower() > 0 ? change.lower() : change.upper() < 0 ? -change.upper() : 0;
        return bound > 0 && Double.isFinite(bound) ? OptionalDouble.of(bound) : OptionalDouble.empty();
    }

    private String relativeWord() {
        Double mean = reading.baseline().mean();
        return mean != null && mean < 0 ? " of the baseline's magnitude (relative)" : " (relative)";
    }

    private String direction() {
        Estimate change = size(reading.relative(), true).isPresent() ? reading.relative() : reading.absolute();
        return change != null && change.lower() > 0 ? " higher" : " lower";
    }

    private String noDifference() {
        Double least = evidence.minimumEffect();
        return capital(kpi) + " with " + candidate + " and with " + baseline + ": no difference that matters"
                + (least == null
                        ? "."
                        : "; whatever it is, it is smaller than "
                                + Decimals.percentAsPlanned(least)
                                + " (relative), the plan's minimum effect.");
    }

    private String exploratory() {
        Segment segment = reading.segment();
        String where = segment.isOverall()
                ? ""
                : " in " + Label.clean(segment.dimension()) + " = " + Label.clean(segment.value());
        String what = switch (evidence.verdict()) {
            case IMPROVED -> (several ? "point" : "points") + " to better: a question for the next plan, not an answer";
            case DEGRADED -> (several ? "point" : "points") + " to worse: a question for the next plan, not an answer";
            case NO_DIFFERENCE -> (several ? "show" : "shows") + " no difference that matters";
            case NOT_YET -> "cannot be told yet, because " + why();
            case REFUSED -> "cannot be told, because " + why();
        };
        return "Exploratory, no claim: " + kpi + where + " " + what + ".";
    }

    private String why() {
        return switch (evidence.ground()) {
            case "interval_includes_zero" -> "the interval leaves open whether it is better or worse, or by how much";
            case "interval_above_zero", "interval_below_zero", "interval_within_minimum_effect" ->
                "the plan's clock has not allowed a decision";
            case "nothing_mature" -> "no outcome is final";
            case "before_planned_look" -> "the plan's next look has not come";
            case "too_few_events" -> "an arm has too few events for a statement";
            case "uncapped_values" ->
                "its values have no cap, so that a single one could overturn any answer (the plan can name a cap)";
            case "allocation_check_failed" -> "units are not shared out among the arms as planned";
            case "join_check_failed" -> "the arms' outcomes are not joined equally well";
            case "maturity_check_failed" -> "the arms do not mature alike";
            case "covariate_balance_check_failed" -> "the arms differed before anything was decided";
            case "subjects_in_several_arms_check_failed" -> "too many subjects were in several arms";
            case "delay_check_failed" -> "outcomes arrive at different speed in the arms";
            default -> ReadingSentence.why(reading, evidence.ground());
        };
    }

    private String needs() {
        Long units = evidence.unitsNeeded();
        Double days = evidence.daysNeeded();
        if (units == null && days == null) {
            return "How long it will take cannot be told.";
        }
        List<String> needed = new ArrayList<>();
        if (units != null) {
            needed.add("about " + Decimals.count(units) + " more units");
        }
        if (days != null && Double.isFinite(days)) {
            long whole = (long) Math.ceil(days);
            needed.add("about " + Decimals.count(whole) + (whole == 1 ? " day" : " days") + " at the present rate");
        }
        return "If the difference is what it seems, a decision needs " + String.join(", ", needed) + ".";
    }

    private String grounds() {
        List<String> grounds = new ArrayList<>();
        if (evidence.verdict().claims() && reading.segment().isOverall()) {
            grounds.add(grade(evidence.grade()));
        }
        if (audience == Audience.RISK) {
            grounds.add("Error rate " + Decimals.errorRate(reading.alpha()) + ", " + evidence.clockName() + "; "
                    + (evidence.matureShare() == null
                            ? "no unit yet"
                            : Decimals.percentDown(evidence.matureShare()) + " of the units are final")
                    + ".");
        }
        guardrail().ifPresent(grounds::add);
        if (audience == Audience.OPERATIONS) {
            grounds.add("Units: " + candidate + " "
                    + Decimals.count(reading.candidate().units()) + ", " + baseline + " "
                    + Decimals.count(reading.baseline().units())
                    + (evidence.close() == null
                            ? "; none final."
                            : "; decisions up to " + evidence.close().cohortDate() + "."));
        }
        return String.join(" ", grounds);
    }

    private Optional<String> guardrail() {
        String state = evidence.guardrail();
        if (state == null) {
            return Optional.empty();
        }
        return switch (state) {
            case "breached" -> Optional.of("Its guardrail is breached.");
            case "held" -> audience == Audience.RISK ? Optional.of("Its guardrail holds.") : Optional.empty();
            default -> audience == Audience.RISK ? Optional.of("Its guardrail is not settled yet.") : Optional.empty();
        };
    }

    static String grade(Grade grade) {
        return switch (grade) {
            case A -> "Strong evidence (grade A): chance assigned the arms, and the checks passed.";
            case B ->
                "Good evidence (grade B): chance assigned the arms, with chances that were logged or with shares that cannot be checked.";
            case C ->
                "Moderate evidence (grade C): chance did not assign the arms; known differences are adjusted for.";
            case D -> "Weak evidence (grade D): the arms are compared as they came; other causes are as likely.";
        };
    }

    private boolean causal() {
        return evidence.grade() == Grade.A || evidence.grade() == Grade.B;
    }

    /** The board and finance read words; the others look the name up in the plan. */
    private String name(String name) {
        return audience == Audience.BOARD || audience == Audience.FINANCE ? Label.words(name) : Label.clean(name);
    }

    private String capital(String name) {
        if (name.isEmpty() || audience == Audience.RISK || audience == Audience.OPERATIONS) {
            return name;
        }
        int first = name.offsetByCodePoints(0, 1);
        return name.substring(0, first).toUpperCase(Locale.ROOT) + name.substring(first);
    }
}
