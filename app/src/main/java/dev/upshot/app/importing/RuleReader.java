package dev.upshot.app.importing;

import dev.upshot.event.ActorType;
import dev.upshot.event.DecisionMode;
import dev.upshot.event.OutcomeStatus;
import dev.upshot.event.ReviewerType;
import dev.upshot.event.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the three kinds of rule: which fields each event has, which of them it needs, and how they are read. */
final class RuleReader {

    private final FieldReader fields;

    RuleReader(FieldReader fields) {
        this.fields = fields;
    }

    Rule decision(Section section) {
        Rule rule = new DecisionRule(
                conditions(section),
                observation(section),
                fields.required(section, "decision_id", Reading.id()),
                fields.required(section, "subject_id", Reading.id()),
                fields.required(section, "use_case", Reading.id()),
                fields.requiredTime(section, "decided_at"),
                actor(section),
                fields.required(section, "action", Reading.text()),
                fields.required(section, "mode", Reading.symbol(DecisionMode.class)),
                fields.optionalTime(section, "requested_at"),
                fields.optional(section, "score", Reading.number()),
                fields.optional(section, "variant", Reading.text()),
                fields.optional(section, "propensity", Reading.number()),
                fields.optional(section, "risk_tier", Reading.text()),
                named(section, "segments", Reading.text()),
                named(section, "covariates", Reading.number()),
                cost(section),
                fields.optional(section, "input_hash", Reading.text()),
                fields.optional(section, "supersedes", Reading.id()));
        section.finish();
        return rule;
    }

    private DecisionRule.ActorFields actor(Section decision) {
        Section section = decision.sectionOrEmpty("actor");
        DecisionRule.ActorFields actor = new DecisionRule.ActorFields(
                fields.required(section, "type", Reading.symbol(ActorType.class)),
                fields.required(section, "id", Reading.id()),
                fields.optional(section, "version", Reading.text()));
        section.finish();
        return actor;
    }

    private DecisionRule.@Nullable CostFields cost(Section decision) {
        Section section = decision.section("cost");
        if (section == null) {
            return null;
        }
        DecisionRule.CostFields cost = new DecisionRule.CostFields(
                fields.required(section, "amount", Reading.number()),
                fields.required(section, "currency", Reading.text()));
        section.finish();
        return cost;
    }

    Rule outcome(Section section) {
        Rule rule = new OutcomeRule(
                conditions(section),
                observation(section),
                fields.required(section, "outcome_id", Reading.id()),
                fields.required(section, "subject_id", Reading.id()),
                fields.required(section, "outcome", Reading.id()),
                fields.requiredTime(section, "occurred_at"),
                fields.required(section, "value", Reading.number()),
                fields.optional(section, "decision_id", Reading.id()),
                fields.optional(section, "unit", Reading.text()),
                fields.optional(section, "label", Reading.text()),
                fields.optional(section, "amends", Reading.id()),
                fields.optional(section, "status", Reading.symbol(OutcomeStatus.class)));
        section.finish();
        return rule;
    }

    Rule review(Section section) {
        Section reviewer = section.sectionOrEmpty("reviewer");
        Rule rule = new ReviewRule(
                conditions(section),
                observation(section),
                fields.required(section, "decision_id", Reading.id()),
                fields.required(section, "subject_id", Reading.id()),
                fields.required(reviewer, "type", Reading.symbol(ReviewerType.class)),
                fields.required(reviewer, "id", Reading.id()),
                fields.required(section, "verdict", Reading.symbol(Verdict.class)),
                fields.requiredTime(section, "reviewed_at"),
                fields.optional(section, "use_case", Reading.id()),
                fields.optionalTime(section, "review_started_at"),
                fields.optional(section, "final_action", Reading.text()),
                fields.optional(section, "reason_code", Reading.text()));
        reviewer.finish();
        section.finish();
        return rule;
    }

    private <T> Map<String, Field<T>> named(Section rule, String key, Reading<T> reading) {
        Section section = rule.sectionOrEmpty(key);
        Map<String, Field<T>> named = new LinkedHashMap<>();
        for (String name : section.keys()) {
            named.put(name, fields.required(section, name, reading));
        }
        return named;
    }

    private Observation observation(Section rule) {
        Duration delay = rule.converted("delay", RuleReader::delay).orElse(Duration.ZERO);
        if (rule.has("delay") && rule.has("observed_at")) {
            rule.problem("observed_at", "given beside delay; only one of them can hold");
        }
        return new Observation(delay, fields.optionalTime(rule, "observed_at"));
    }

    private static Duration delay(String text) {
        Duration delay = FieldReader.constant(text, Reading.duration());
        if (delay.isNegative()) {
            throw new IllegalArgumentException("the log cannot learn of an event before it happens");
        }
        return delay;
    }

    private List<Condition> conditions(Section rule) {
        List<Condition> conditions = new ArrayList<>();
        for (Section section : rule.sections("when")) {
            String column = fields.column(section);
            List<Condition> tests = new ArrayList<>();
            String equal = section.text("equals");
            if (equal != null) {
                tests.add(new Condition(column, Condition.Test.EQUALS, equal));
            }
            String unequal = section.text("not_equals");
            if (unequal != null) {
                tests.add(new Condition(column, Condition.Test.NOT_EQUALS, unequal));
            }
            String present = section.text("present");
            if (present != null) {
                tests.add(new Condition(column, presence(section, present), ""));
            }
            if (tests.size() != 1) {
                section.problem("expected a column and one of equals, not_equals, present");
            }
            section.finish();
            conditions.addAll(tests);
        }
        return List.copyOf(conditions);
    }

    private static Condition.Test presence(Section section, String present) {
        if (!present.equals("true") && !present.equals("false")) {
            section.problem("present", "'" + present + "': expected true or false");
        }
        return present.equals("true") ? Condition.Test.PRESENT : Condition.Test.ABSENT;
    }
}
