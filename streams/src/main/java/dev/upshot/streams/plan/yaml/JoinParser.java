package dev.upshot.streams.plan.yaml;

import dev.upshot.streams.plan.CreditModel;
import dev.upshot.streams.plan.Durations;
import dev.upshot.streams.plan.JoinRule;
import java.util.Optional;

/** Reads {@code attribution}. */
final class JoinParser {
    private static final CreditModel[] MODELS = {
        CreditModel.lastTouch(),
        new CreditModel.FirstTouch(),
        new CreditModel.Linear(),
        new CreditModel.Position(CreditModel.Position.DEFAULT_PERCENT, CreditModel.Position.DEFAULT_PERCENT),
        new CreditModel.TimeDecay(Durations.MIN_WINDOW),
    };
    private static final CreditModel[] UNDIVIDED = {CreditModel.lastTouch(), new CreditModel.FirstTouch()};

    private JoinParser() {}

    /** The join of a KPI whose outcomes may be divided; direct where the plan says nothing or is wrong. */
    static JoinRule any(Section kpi) {
        return parse(kpi, MODELS);
    }

    /** The join of a KPI whose outcomes belong to one decision. */
    static JoinRule undivided(Section kpi) {
        return parse(kpi, UNDIVIDED);
    }

    private static JoinRule parse(Section kpi, CreditModel[] models) {
        return kpi.optional("attribution")
                .section("{join: direct} or {join: subject, model: last_touch}")
                .map(attribution -> parseGiven(attribution, models))
                .orElse(JoinRule.direct());
    }

    private static JoinRule parseGiven(Section attribution, CreditModel[] models) {
        JoinRule[] joins = {JoinRule.direct(), new JoinRule.Subject(CreditModel.lastTouch())};
        JoinRule join =
                attribution.optional("join").choice(joins, JoinRule::code).orElse(JoinRule.direct());
        if (join instanceof JoinRule.Subject) {
            attribution.optional("model");
        } else {
            attribution.refuse(
                    "model", "belongs to join: subject; with join: direct an outcome belongs to the decision it names");
        }
        Optional<CreditModel> model =
                join instanceof JoinRule.Direct ? Optional.of(CreditModel.lastTouch()) : modelOf(attribution, models);
        CreditModel read = model.map(known -> withSettings(known, attribution)).orElse(CreditModel.lastTouch());
        if (model.isPresent()) {
            attribution.refuseOthers();
        }
        return join instanceof JoinRule.Direct ? join : new JoinRule.Subject(read);
    }

    /** Nothing if the model is wrong: then its settings are not judged. */
    private static Optional<CreditModel> modelOf(Section attribution, CreditModel[] models) {
        return attribution.has("model")
                ? attribution.required("model").choice(models, CreditModel::code)
                : Optional.of(CreditModel.lastTouch());
    }

    private static CreditModel withSettings(CreditModel model, Section attribution) {
        CreditModel read = model;
        if (model instanceof CreditModel.Position position) {
            read = position(position, attribution);
        } else {
            attribution.refuse("first", "belongs to model: position");
            attribution.refuse("last", "belongs to model: position");
        }
        if (model instanceof CreditModel.TimeDecay byDefault) {
            read = attribution
                    .required("half_life")
                    .duration(Durations.MIN_WINDOW)
                    .map(CreditModel.TimeDecay::new)
                    .orElse(byDefault);
        } else {
            attribution.refuse("half_life", "belongs to model: time_decay");
        }
        return read;
    }

    private static CreditModel position(CreditModel.Position byDefault, Section attribution) {
        int first = attribution.optional("first").whole(0, 100).orElse(byDefault.first());
        int last = attribution.optional("last").whole(0, 100).orElse(byDefault.last());
        if (first + last > 100) {
            attribution
                    .optional(attribution.has("last") ? "last" : "first")
                    .problem("makes " + first + " and " + last
                            + " percent together; expected at most 100: the rest goes to the touches between");
            return byDefault;
        }
        return new CreditModel.Position(first, last);
    }
}
