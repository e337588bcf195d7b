package dev.upshot.report.scorecard;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.upshot.report.card.ArmCount;
import dev.upshot.report.card.FalseClaims;
import dev.upshot.report.card.Finding;
import dev.upshot.report.card.Kpi;
import dev.upshot.report.card.Look;
import dev.upshot.report.card.LookBack;
import dev.upshot.report.card.QuarantineCount;
import dev.upshot.report.card.Restated;
import dev.upshot.report.card.TimeCurve;
import dev.upshot.report.card.TrustCheck;
import dev.upshot.report.card.UseCaseCard;
import dev.upshot.report.card.Week;
import dev.upshot.stats.Estimate;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** How each fact of a card is written: the fields of its line. A name or a field that changes, changes every hash. */
final class Facts {
    private Facts() {}

    static void useCase(JsonGenerator json, UseCaseCard card) throws IOException {
        json.writeStringField("use_case", card.useCase());
        json.writeNumberField("plan_version", card.planVersion());
        json.writeArrayFieldStart("other_plan_versions");
        for (int version : card.otherVersions()) {
            json.writeNumber(version);
        }
        json.writeEndArray();
        json.writeStringField("plan_sha256", card.planHash());
        json.writeStringField("design", card.design());
        json.writeStringField("unit_of_analysis", card.unit());
        text(json, "as_of", card.asOf() == null ? null : card.asOf().toString());
        LookBack lookBack = card.official().lookBack();
        if (lookBack != null) {
            json.writeStringField("look_back", lookBack.sentence());
        }
        json.writeArrayFieldStart("arms");
        for (ArmCount arm : card.arms()) {
            json.writeStartObject();
            json.writeStringField("arm", arm.arm());
            json.writeNumberField("decisions", arm.decisions());
            json.writeNumberField("reviewed", arm.reviewed());
            json.writeNumberField("overturned", arm.overturned());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("quarantined");
        for (QuarantineCount count : card.quarantine()) {
            json.writeStartObject();
            quarantine(json, count);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("net_values");
        for (Kpi kpi : card.netValues()) {
            netValue(json, kpi);
        }
        json.writeEndArray();
    }

    private static void netValue(JsonGenerator json, Kpi kpi) throws IOException {
        json.writeStartObject();
        json.writeStringField("kpi", kpi.name());
        json.writeArrayFieldStart("parts");
        for (Kpi.Part part : kpi.parts()) {
            json.writeStartObject();
            json.writeStringField("kpi", part.kpi());
            json.writeFieldName("price");
            json.writeNumber(part.price().stripTrailingZeros().toPlainString());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    static void reading(JsonGenerator json, Column.Row row) throws IOException {
        for (Column column : Column.ALL) {
            if (column instanceof Column.Text text) {
                text(json, text.name(), text.value().apply(row));
            } else if (column instanceof Column.Count count) {
                number(json, count.name(), count.value().apply(row));
            } else if (column instanceof Column.Real real) {
                number(json, real.name(), real.value().apply(row));
            }
        }
    }

    static void look(JsonGenerator json, Finding finding, Look look) throws IOException {
        Estimate change = look.change();
        json.writeStringField("kpi", finding.reading().kpi().name());
        json.writeStringField("arm", finding.reading().candidate().arm());
        text(json, "cohort_date", look.cohortDate().toString());
        number(json, "relative_value", change == null ? null : change.value());
        number(json, "relative_lower", change == null ? null : change.lower());
        number(json, "relative_upper", change == null ? null : change.upper());
        json.writeStringField("grade", look.grade().name());
        json.writeStringField("verdict", look.verdict().code());
    }

    static void week(JsonGenerator json, Week week) throws IOException {
        json.writeStringField("week_date", week.monday().toString());
        json.writeStringField("arm", week.arm());
        json.writeNumberField("decisions", week.decisions());
        json.writeNumberField("all_decisions", week.allDecisions());
        json.writeNumberField("reviewed", week.reviewed());
        json.writeNumberField("overturned", week.overturned());
    }

    static void curve(JsonGenerator json, TimeCurve curve) throws IOException {
        json.writeStringField("kpi", curve.kpi());
        json.writeStringField("arm", curve.arm());
        json.writeNumberField("cases", curve.cases());
        json.writeArrayFieldStart("ended_by_age_ms");
        for (TimeCurve.Step step : curve.steps()) {
            json.writeStartArray();
            json.writeNumber(step.age().toMillis());
            json.writeNumber(step.ended());
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    static void check(JsonGenerator json, TrustCheck check) throws IOException {
        json.writeStringField("arm", check.arm());
        json.writeStringField("kpi", check.kpi());
        json.writeStringField("check", check.name());
        json.writeStringField("state", check.state());
        number(json, "p_value", check.pValue());
    }

    static void meter(JsonGenerator json, FalseClaims meter) throws IOException {
        json.writeStringField("kpi", meter.kpi());
        json.writeNumberField("readings", meter.readings());
        json.writeNumberField("claims", meter.claims());
    }

    static void restated(JsonGenerator json, Restated restated) throws IOException {
        json.writeStringField("kpi", restated.kpi());
        json.writeStringField("cause", restated.cause());
        json.writeNumberField("units", restated.units());
        json.writeStringField("last_cohort_date", restated.lastCohortDate().toString());
    }

    static void quarantine(JsonGenerator json, QuarantineCount count) throws IOException {
        json.writeStringField("reason", count.reason());
        json.writeNumberField("records", count.records());
    }

    private static void text(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value == null) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, value);
        }
    }

    private static void number(JsonGenerator json, String name, @Nullable Long value) throws IOException {
        if (value == null) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, value);
        }
    }

    private static void number(JsonGenerator json, String name, @Nullable Double value) throws IOException {
        if (value == null) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, value);
        }
    }
}
