package dev.upshot.streams.plan.yaml;

import dev.upshot.streams.plan.DurationKpi;
import dev.upshot.streams.plan.Moment;
import java.util.Optional;

/** Reads {@code from} and {@code to} of a duration. */
final class MomentParser {
    private static final Moment[] STARTS = {Moment.DECIDED_AT, Moment.REQUESTED_AT, Moment.REVIEWED_AT};
    private static final Moment[] ENDS = {Moment.DECIDED_AT, Moment.REVIEWED_AT};

    private MomentParser() {}

    /** Where a duration starts; {@code requested_at} where the plan says nothing or is wrong. */
    static Moment from(Section kpi) {
        return moment(kpi.optional("from"), STARTS).orElse(Moment.REQUESTED_AT);
    }

    /** Where a duration ends; {@code outcome} beside it means the same as {@code to} with an outcome. */
    static Optional<Moment> to(Section kpi, Moment from) {
        Optional<Moment> to;
        if (kpi.has("to")) {
            kpi.refuse("outcome", "is given beside to, which says where the duration ends; keep one");
            to = moment(kpi.required("to"), ENDS);
        } else {
            to = kpi.required("outcome").name().map(Moment::of);
        }
        Optional<Moment> wrong = to.filter(end -> !DurationKpi.canFollow(from, end));
        wrong.ifPresent(end -> kpi.optional(kpi.has("to") ? "to" : "outcome")
                .problem("is " + describe(end) + ", which never comes after from: " + describe(from)));
        return wrong.isPresent() ? Optional.empty() : to;
    }

    private static Optional<Moment> moment(Field field, Moment[] words) {
        if (!field.isMapping()) {
            return field.choiceOr("{outcome: …}", words, moment -> moment.kind().code());
        }
        return field.section("{outcome: …}").flatMap(section -> {
            Optional<String> outcome = section.required("outcome").name();
            section.refuseOthers();
            return outcome.map(Moment::of);
        });
    }

    private static String describe(Moment moment) {
        return moment.kind() == Moment.Kind.OUTCOME
                ? "{outcome: " + Found.shorten(moment.outcome()) + "}"
                : moment.kind().code();
    }
}
