package dev.upshot.report.card;

import java.util.List;

/** A KPI of which something is changed. */
final class ChangedKpi {
    private final Kpi was;
    private String name;
    private KpiType type;
    private String unit;
    private Better better;
    private boolean skipsMissing;
    private List<Kpi.Part> parts;

    ChangedKpi(Kpi was) {
        this.was = was;
        this.name = was.name();
        this.type = was.type();
        this.unit = was.unit();
        this.better = was.better();
        this.skipsMissing = was.skipsMissing();
        this.parts = was.parts();
    }

    ChangedKpi named(String other) {
        name = other;
        return this;
    }

    ChangedKpi type(KpiType other) {
        type = other;
        return this;
    }

    ChangedKpi unit(String other) {
        unit = other;
        return this;
    }

    ChangedKpi better(Better other) {
        better = other;
        return this;
    }

    ChangedKpi skippingMissing() {
        skipsMissing = true;
        return this;
    }

    ChangedKpi parts(List<Kpi.Part> other) {
        parts = other;
        return this;
    }

    Kpi kpi() {
        return new Kpi(name, type, unit, better, was.scale(), was.window(), skipsMissing, parts);
    }
}
