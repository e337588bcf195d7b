package dev.upshot.report.sentence;

import dev.upshot.report.Label;
import dev.upshot.report.card.Better;
import dev.upshot.report.card.Indication;
import dev.upshot.report.card.Judgement;
import dev.upshot.report.card.KpiType;
import dev.upshot.report.card.Reading;
import dev.upshot.report.card.Segment;
import dev.upshot.report.notation.Decimals;
import dev.upshot.report.notation.Figures;
import dev.upshot.report.notation.When;
import dev.upshot.stats.Reason;
import java.util.Arrays;
import java.util.Optional;

/**
 * A reading in words: a pure function from one row to one line of plain text. Says relative or percentage points
 * with every change, gives the interval with every number, and where there is no number says why.
 */
public final class ReadingSentence {
    private final Reading reading;
    private final Figures figures;
    private final String baseline;
    private final String candidate;

    private ReadingSentence(Reading reading) {
        this.reading = reading;
        this.figures = Figures.of(reading);
        this.baseline = Label.clean(reading.baseline().arm());
        this.candidate = Label.clean(reading.candidate().arm());
    }

    /**
     * The sentence in its parts.
     *
     * @param subject what it is about
     * @param said what is read, or why nothing is
     * @param caveat the verdict, with its grounds
     */
    record Parts(String subject, String said, String caveat) {}

    static String of(Reading reading) {
        Parts parts = parts(reading);
        return parts.subject() + ": " + parts.said() + " " + parts.caveat();
    }

    static Parts parts(Reading reading) {
        ReadingSentence sentence = new ReadingSentence(reading);
        return reading.indication() == Indication.NONE
                ? new Parts(sentence.subject(), sentence.refusal(), sentence.caveat())
                : new Parts(sentence.subject(), sentence.finding(), sentence.caveat());
    }

    /** The interval's name with its level: {@code 95 % fixed-n interval}. */
    public static String intervalName(Reading reading) {
        String kind = switch (reading.method()) {
            case "confidence_sequence" -> "confidence sequence";
            case "group_sequential" -> "group-sequential interval";
            case "fixed_sample" -> "fixed-n interval";
            default -> "interval by method " + Label.clean(reading.method());
        };
        return Decimals.confidenceLevel(reading.alpha()) + " " + kind;
    }

    /** What the reading is about: the KPI, its segment, and a word if less is better. */
    private String subject() {
        Segment segment = reading.segment();
        return Label.clean(reading.kpi().name())
                + (segment.isOverall()
                        ? ""
                        : ", " + Label.clean(segment.dimension()) + " = " + Label.clean(segment.value()))
                + (reading.kpi().better() == Better.LOWER ? " (lower is better)" : "");
    }

    private String finding() {
        return means() + basis() + ", " + change() + unclear();
    }

    private String means() {
        return candidate + " " + figures.candidate() + " vs " + baseline + " " + figures.baseline();
    }

    private String basis() {
        return switch (reading.kpi().type()) {
            case BINARY -> reading.kpi().skipsMissing() ? " of decisions with an outcome" : "";
            case RATIO -> "";
            case NET -> " per decision that counts in all its parts";
            case AMOUNT, COUNT, VALUE ->
                reading.kpi().skipsMissing() ? " per decision with an outcome" : " per decision";
            case DURATION -> " within " + When.span(reading.kpi().window()) + " of the decision";
        };
    }

    private String change() {
        Figures.Change relative = figures.relative();
        Figures.Change absolute = figures.absolute();
        String interval = " (" + intervalName(reading) + " ";
        if (relative != null) {
            String also = absolute == null ? "" : "; " + absolute.value() + absoluteWord();
            return relative.value() + relativeWord() + interval + relative.interval() + also + ").";
        }
        if (absolute == null) {
            throw new IllegalStateException("a finding needs an estimate");
        }
        return absolute.value() + absoluteWord() + interval + absolute.interval() + ")." + whyNoRelative();
    }

    private String relativeWord() {
        Double mean = reading.baseline().mean();
        return mean != null && mean < 0 ? " relative to the baseline's magnitude" : " relative";
    }

    private String absoluteWord() {
        return reading.kpi().type() == KpiType.BINARY ? "" : " absolute";
    }

    private String whyNoRelative() {
        return knownReason().equals(Optional.of(Reason.ZERO_BASELINE_MEAN))
                ? " A relative change cannot be stated: the baseline's mean is zero."
                : " A relative change cannot be stated" + recordedReason() + ".";
    }

    private String unclear() {
        return reading.indication() == Indication.UNCLEAR ? " Could be either: an interval includes zero." : "";
    }

    private String refusal() {
        return "no reading of " + candidate + " against " + baseline + because() + ".";
    }

    private String because() {
        Optional<Reason> reason = knownReason();
        if (reason.isEmpty()) {
            return recordedReason();
        }
        return switch (reason.get()) {
            case BASELINE_EMPTY -> ", because no unit of the baseline counts yet (" + units() + ")";
            case CANDIDATE_EMPTY -> ", because no unit of the candidate counts yet (" + units() + ")";
            case TOO_FEW_UNITS -> ", because an interval needs at least 2 units in each arm (" + units() + ")";
            case ZERO_DENOMINATOR -> ", because the denominators of an arm sum to zero";
            case ZERO_VARIANCE ->
                ", because within each arm every unit has the same value (" + means() + basis()
                        + "), so its uncertainty cannot be computed";
            case ZERO_BASELINE_MEAN -> ", because the baseline's mean is zero";
            case TOO_FEW_CLUSTERS -> ", because an interval needs at least 2 subjects in each arm (" + units() + ")";
            case STRATUM_TOO_SMALL -> ", because a stratum has fewer than 2 units of an arm";
            case NON_POSITIVE_RATIO -> ", because candidate over baseline is not positive (" + means() + basis() + ")";
            case UNBOUNDED ->
                ", because the baseline is too close to zero for its noise: any relative change is possible";
            case TOO_FEW_FOR_QUANTILE -> ", because there are too few units for this quantile (" + units() + ")";
            case FOLLOW_UP_TOO_SHORT -> ", because the units have not been followed long enough yet";
            case NO_EVENTS -> ", because nothing has happened in either arm yet";
            case ZERO_WEIGHTS -> ", because the logged policy never did what is to be valued";
            case POOR_OVERLAP -> ", because the logged policy hardly ever did what is to be valued";
            case CLUSTERED_CASES ->
                ", because the cases of one subject hang together and their interval would be too narrow";
            case NOT_REPRESENTABLE -> ", because its figures are too large or too small to compute with";
        };
    }

    /** Why there is no estimate, to follow "because"; a code that is none of ours as it stands. */
    static String why(Reading reading, String code) {
        String because = new ReadingSentence(reading.refused(code)).because();
        String told = ", because ";
        return because.startsWith(told)
                ? because.substring(told.length())
                : "the recorded ground is " + Label.words(code);
    }

    /** Verdict, grade, ground and maturity in a sentence. */
    private String caveat() {
        Judgement judgement = reading.judgement();
        Double mature = judgement.matureShare();
        return "Verdict: " + judgement.words() + " (" + judgement.why() + "; evidence grade " + judgement.grade() + "; "
                + (mature == null ? "no units" : Decimals.percentDown(mature) + " of units mature") + ").";
    }

    private Optional<Reason> knownReason() {
        return Arrays.stream(Reason.values())
                .filter(reason -> reason.code().equals(reading.reason()))
                .findFirst();
    }

    private String recordedReason() {
        String reason = reading.reason();
        return reason == null ? "; no reason is recorded" : "; recorded reason: " + Label.clean(reason);
    }

    private String units() {
        return candidate + " " + Decimals.count(reading.candidate().units()) + ", " + baseline + " "
                + Decimals.count(reading.baseline().units());
    }
}
