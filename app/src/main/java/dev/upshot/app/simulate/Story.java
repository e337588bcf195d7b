package dev.upshot.app.simulate;

import dev.upshot.app.publish.EventKind;
import dev.upshot.app.publish.TimedEvent;
import dev.upshot.event.DecisionEvent;
import dev.upshot.event.OutcomeStatus;
import dev.upshot.event.ReviewEvent;
import dev.upshot.event.Reviewer;
import dev.upshot.event.ReviewerType;
import dev.upshot.event.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * All that is ever told of one counted decision, made up from the scenario and the decision's number alone. Chances are
 * given in ten thousand.
 */
final class Story {

    private static final int SUPERSEDES_ANOTHER = 50;
    private static final int REVIEWED = 1_200;
    private static final int DUPLICATED = 200;
    private static final int CORRECTED = 100;
    private static final int OUTSIDE_WINDOW = 100;
    private static final int LATE = 20;
    private static final int MALFORMED = 10;

    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final Verdict[] VERDICTS = {
        Verdict.ACCEPTED,
        Verdict.ACCEPTED,
        Verdict.ACCEPTED,
        Verdict.ACCEPTED,
        Verdict.ACCEPTED,
        Verdict.ACCEPTED,
        Verdict.OVERRIDDEN,
        Verdict.OVERRIDDEN,
        Verdict.REVERSED,
        Verdict.ESCALATED,
        Verdict.STOPPED
    };

    private final Draws draws;
    private final Facts facts;
    private final long lateness;
    private final boolean areOfOneArm;
    private final long spread;
    private final List<Draft> drafts = new ArrayList<>();

    private Story(Scenario scenario, long story) {
        this.draws = Draws.of(scenario.seed, story);
        long decidedAt = scenario.decidedAt(story, draws);
        int anyArm = scenario.arm(draws);
        long subject = scenario.subjects.of(story, draws);
        this.areOfOneArm = scenario.subjects.areOfOneArm();
        this.spread = scenario.subjects.spread();
        this.facts = new Facts(
                scenario,
                story,
                areOfOneArm ? scenario.armOf(subject) : anyArm,
                scenario.subjectId(subject),
                decidedAt - scenario.lead(draws),
                decidedAt);
        this.lateness = scenario.plan.lateness().toMillis();
    }

    /** In no particular order; nothing is observed more than {@link Scenario#SLACK} before the story's slot. */
    static List<Draft> tell(Scenario scenario, long story) {
        Story told = new Story(scenario, story);
        told.decision();
        scenario.processes.forEach(told::outcomes);
        told.review();
        told.late();
        told.malformed();
        return told.drafts;
    }

    private void decision() {
        DecisionEvent decision = facts.decision(draws);
        if (draws.chance(SUPERSEDES_ANOTHER)) {
            Facts earlier = new Facts(
                    facts.scenario(),
                    facts.story(),
                    areOfOneArm ? facts.arm() : facts.scenario().arm(draws),
                    facts.subjectId(),
                    facts.requestedAt() - 10 * MINUTE,
                    facts.decidedAt() - 10 * MINUTE);
            String id = facts.decisionId() + "-a";
            DecisionEvent replaced = earlier.decision(id, facts.scenario().casts.get(earlier.arm()), draws);
            say(Trait.PLAIN, earlier.decidedAt(), observedAt -> earlier.keyed(replaced, observedAt));
            decision.setSupersedes(id);
        }
        Facts about = facts;
        say(Trait.PLAIN, facts.decidedAt(), observedAt -> about.keyed(decision, observedAt));
    }

    private void outcomes(OutcomeProcess process) {
        if (draws.chance(process.happens())) {
            long units = process.values().get(facts.arm()).draw(draws);
            long occurredAt = facts.decidedAt() + untilFirst(process);
            boolean inParts =
                    process.isAmount() && !process.isBinary() && units > 1 && draws.chance(OutcomeProcess.IN_PARTS);
            long part = inParts ? draws.between(1, units - 1) : units;
            outcome(process, "", occurredAt, part);
            if (inParts) {
                long end = facts.decidedAt() + process.shortest() - spread - 1;
                outcome(process, "-2", draws.between(occurredAt, end), units - part);
            }
        }
        if (draws.chance(OUTSIDE_WINDOW)) {
            long after = facts.decidedAt() + process.longest() + spread + draws.between(0, 2 * DAY);
            long before = facts.decidedAt() - draws.between(1, HOUR);
            // An hour before it may be after another decision about the subject.
            boolean tooEarly = draws.chance(3_000) && spread == 0;
            plain(process, "-o", tooEarly ? before : after, 1, OutcomeStatus.FINAL);
        }
    }

    private long untilFirst(OutcomeProcess process) {
        List<Levels> times = process.times();
        if (times != null) {
            long time = times.get(facts.arm()).draw(draws);
            return process.fromRequest() ? time - (facts.decidedAt() - facts.requestedAt()) : time;
        }
        double fraction = draws.fraction();
        return (long) (fraction * fraction * (process.shortest() - spread));
    }

    /** One outcome, told at once as it is, or wrong at first. */
    private void outcome(OutcomeProcess process, String suffix, long occurredAt, long units) {
        if (!draws.chance(CORRECTED)) {
            plain(process, suffix, occurredAt, units, OutcomeStatus.FINAL);
            return;
        }
        // At the same time where it is shared: else it would be corrected for some decisions and not for others.
        long wrongTime = spread > 0 ? occurredAt : facts.decidedAt() + (occurredAt - facts.decidedAt()) / 2;
        long wrongUnits = process.isBinary() ? 1 - units : units + 10 * OutcomeProcess.power(process.scale());
        switch (draws.below(4)) {
            case 0 -> {
                plain(process, suffix, wrongTime, wrongUnits, OutcomeStatus.PRELIMINARY);
                correction(process, suffix, occurredAt, units, OutcomeStatus.FINAL, null);
            }
            case 1 -> {
                plain(process, suffix, wrongTime, wrongUnits, OutcomeStatus.FINAL);
                correction(process, suffix, occurredAt, units, OutcomeStatus.AMENDED, null);
            }
            case 2 -> {
                plain(process, suffix, wrongTime, wrongUnits, OutcomeStatus.FINAL);
                correction(process, suffix + "-r", occurredAt, units, OutcomeStatus.AMENDED, suffix);
            }
            default -> {
                plain(process, suffix + "-c", wrongTime, wrongUnits, OutcomeStatus.FINAL);
                correction(process, suffix + "-c", wrongTime, wrongUnits, OutcomeStatus.CANCELLED, null);
                plain(process, suffix, occurredAt, units, OutcomeStatus.FINAL);
            }
        }
    }

    private void plain(OutcomeProcess process, String suffix, long at, long units, OutcomeStatus status) {
        say(Trait.PLAIN, at, writing(process, suffix, at, units, status, null));
    }

    private void correction(
            OutcomeProcess process, String suffix, long at, long units, OutcomeStatus status, @Nullable String amends) {
        say(Trait.CORRECTION, at, writing(process, suffix, at, units, status, amends));
    }

    private LongFunction<TimedEvent> writing(
            OutcomeProcess process, String suffix, long at, long units, OutcomeStatus status, @Nullable String amends) {
        Facts about = facts;
        double value = process.value(units);
        return observedAt -> about.keyed(about.outcome(process, suffix, at, value, status, amends), observedAt);
    }

    private void review() {
        if (!draws.chance(REVIEWED)) {
            return;
        }
        long started = facts.decidedAt() + draws.between(MINUTE, 8 * HOUR);
        long reviewed = started + draws.between(MINUTE, 20 * MINUTE);
        Verdict verdict = VERDICTS[draws.below(VERDICTS.length)];
        boolean changed = verdict == Verdict.OVERRIDDEN || verdict == Verdict.REVERSED;
        ReviewEvent review = new ReviewEvent(
                facts.decisionId(),
                facts.subjectId(),
                new Reviewer(ReviewerType.HUMAN, "desk-" + draws.below(5)),
                verdict,
                Instant.ofEpochMilli(reviewed),
                draws.chance(9_000) ? facts.scenario().plan.useCase() : null,
                Instant.ofEpochMilli(started),
                changed ? "refer" : null,
                changed ? "R" + draws.below(4) : null);
        String key = facts.subjectId();
        say(Trait.PLAIN, reviewed, observedAt -> new TimedEvent(EventKind.REVIEW, key, review, observedAt));
    }

    private void late() {
        if (!draws.chance(LATE)) {
            return;
        }
        long observedAt = facts.decidedAt() + lateness + draws.between(1, 3 * DAY);
        Facts about = facts;
        if (draws.chance(2_500)) {
            DecisionEvent decision = facts.decision(
                    facts.decisionId() + "-l", facts.scenario().casts.get(facts.arm()), draws);
            add(Trait.LATE, observedAt, at -> about.keyed(decision, at));
        } else {
            OutcomeProcess process = facts.scenario()
                    .processes
                    .get(draws.below(facts.scenario().processes.size()));
            add(Trait.LATE, observedAt, writing(process, "-l", facts.decidedAt(), 1, OutcomeStatus.FINAL, null));
        }
    }

    private void malformed() {
        if (!draws.chance(MALFORMED)) {
            return;
        }
        List<Fault> faults = facts.scenario().faults;
        TimedEvent event = faults.get(draws.below(faults.size())).event(facts, draws);
        add(Trait.MALFORMED, event.observedAt(), observedAt -> event);
    }

    /** Lets the log learn of an event in time, and now and then once more. */
    private void say(Trait trait, long eventAt, LongFunction<TimedEvent> writing) {
        long observedAt = eventAt + Math.min(delay(), lateness);
        add(trait, observedAt, writing);
        if (draws.chance(DUPLICATED)) {
            long again = observedAt + draws.between(1, HOUR);
            add(Trait.DUPLICATE, Math.min(again, eventAt + lateness), writing);
        }
    }

    /** Mostly minutes, at times hours, seldom nearly as long as the plan waits. */
    private long delay() {
        if (draws.chance(9_000)) {
            return draws.between(0, 2 * MINUTE);
        }
        return draws.chance(9_000) ? draws.between(0, 6 * HOUR) : draws.between(0, lateness / 10 * 9);
    }

    private void add(Trait trait, long observedAt, LongFunction<TimedEvent> writing) {
        drafts.add(new Draft(observedAt, facts.story(), drafts.size(), trait, writing));
    }
}
