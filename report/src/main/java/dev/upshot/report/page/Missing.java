package dev.upshot.report.page;

import dev.upshot.report.Label;
import dev.upshot.report.card.Kpi;
import dev.upshot.report.card.KpiType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** How cases without an outcome count, which can be told of no number by looking at it. */
final class Missing {
    /** Of a time, open cases count as long as they are known to last; ratios and net values take it from their parts. */
    private static final Set<KpiType> ASKED = EnumSet.of(KpiType.BINARY, KpiType.AMOUNT, KpiType.COUNT, KpiType.VALUE);

    private Missing() {}

    /** A sentence, or nothing where no KPI waits for an outcome. */
    static String words(List<Kpi> kpis) {
        List<Kpi> asked = kpis.stream()
                .filter(kpi -> ASKED.contains(kpi.type()) && !kpi.window().equals(HtmlRow.AT_ONCE))
                .distinct()
                .toList();
        String skipped = names(asked, true);
        String zero = names(asked, false);
        if (asked.isEmpty()) {
            return "";
        }
        String counted = skipped.isEmpty()
                ? "count as zero"
                : zero.isEmpty() ? "are left out" : "count as zero in " + zero + ", and are left out of " + skipped;
        boolean times = kpis.stream().anyMatch(kpi -> kpi.type() == KpiType.DURATION);
        return " Cases without an outcome " + counted
                + (times ? "; in a time they count for as long as they are known to be open." : ".");
    }

    private static String names(List<Kpi> kpis, boolean skipped) {
        return kpis.stream()
                .filter(kpi -> kpi.skipsMissing() == skipped)
                .map(kpi -> Label.clean(kpi.name()))
                .collect(Collectors.joining(", "));
    }
}
