package dev.upshot.streams.plan.yaml;

import java.util.List;

/** Says of a key in {@code kpis} where it belongs, for a plan that has it elsewhere. */
final class KpiKeys {
    /** All that not every type has. */
    static final List<String> OF_SOME_TYPES = List.of(
            "outcome",
            "attribution",
            "window",
            "missing",
            "rule",
            "scale",
            "cap",
            "currency",
            "from",
            "to",
            "horizon",
            "of",
            "covariate",
            "numerator",
            "denominator",
            "parts");

    private KpiKeys() {}

    static String belongs(String key) {
        return "belongs to KPIs "
                + switch (key) {
                    case "rule" -> "of type binary";
                    case "missing" -> "of type binary, amount or count; the others count only what is there";
                    case "scale" -> "of type amount or value";
                    case "cap" -> "of type amount, count or value";
                    case "currency" -> "of type amount or net, and value of a cost";
                    case "from" -> "of type duration";
                    case "to" -> "of type duration; name the outcome with outcome: …";
                    case "horizon" -> "of type duration; write window: …";
                    case "window" -> "that read outcomes or values; a ratio or net value has the longest of its parts";
                    case "of" -> "of type value";
                    case "covariate" -> "of any type but duration, whose times are compared as they are";
                    case "numerator", "denominator" -> "of type ratio";
                    case "parts" -> "of type net";
                    default -> "that read outcomes";
                };
    }
}
