package dev.upshot.streams.plan;

/** Says of a key in {@code kpis} where it belongs, for a plan that has it elsewhere. */
final class KpiKeys {
    private KpiKeys() {}

    static String belongs(String key) {
        return "belongs to KPIs of type "
                + switch (key) {
                    case "rule" -> "binary";
                    case "missing" -> "binary, amount or count; the others count only what is there";
                    case "scale" -> "amount or value";
                    case "cap" -> "amount, count or value";
                    case "currency" -> "amount, and value of a cost";
                    case "from" -> "duration";
                    case "to" -> "duration; name the outcome with outcome: …";
                    case "horizon" -> "duration; write window: …";
                    case "window" -> "that read outcomes or values; a ratio has the longer one of its parts";
                    case "of" -> "value";
                    case "covariate" -> "value, as in of: {covariate: …}";
                    case "numerator", "denominator" -> "ratio";
                    default -> "that read outcomes";
                };
    }
}
