package dev.upshot.streams.plan;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** A KPI that is made of other KPIs' values, of the units that count in all of them. */
public sealed interface ComposedKpi extends Kpi permits RatioKpi, NetKpi {
    @Override
    List<Kpi> parts();

    @Override
    default boolean canBePart() {
        return false;
    }

    @Override
    default String outcome() {
        return "";
    }

    /** The longest of the parts' windows: then all are final. */
    @Override
    default Duration window() {
        return parts().stream().map(Kpi::window).max(Comparator.naturalOrder()).orElseThrow();
    }

    @Override
    default Missing missing() {
        return Missing.EXCLUDE;
    }
}
