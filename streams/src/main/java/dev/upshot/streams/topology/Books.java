package dev.upshot.streams.topology;

import dev.upshot.streams.attribution.Change;
import dev.upshot.streams.attribution.Credit;
import dev.upshot.streams.attribution.Expiry;
import dev.upshot.streams.intake.MeasuredPlan;
import dev.upshot.streams.intake.Reason;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.jspecify.annotations.Nullable;

/** All that the credit of journeys adds up to in one task: cells, restatements, health of the joins. */
final class Books {

    private final CellBook cells;
    private final RestatementBook restatements;
    private final HealthBook health;
    private final List<Expiry> expiries;
    private int[] firstOpenDays;

    Books(List<MeasuredPlan> plans, ProcessingContext context) {
        cells = new CellBook(plans, context.getStateStore(StateStores.CELLS));
        restatements = new RestatementBook(context.getStateStore(StateStores.RESTATEMENTS));
        health = new HealthBook(context.getStateStore(StateStores.HEALTH));
        expiries = plans.stream().map(plan -> Expiry.of(plan.plan())).toList();
        firstOpenDays = firstOpenDays(0);
    }

    /**
     * Applies what an event changed.
     *
     * @return why nothing was applied; null if it was
     */
    @Nullable
    Reason apply(MeasuredPlan plan, Change change) {
        Credit before = change.before();
        Credit after = change.after();
        List<UnitChange> changes = UnitChange.between(before.units(), after.units());
        Reason reason = cells.refuse(plan, changes);
        if (reason == null) {
            cells.apply(plan, changes);
            restatements.apply(plan, before.restatements(), after.restatements());
            health.apply(plan, before.health(), after.health());
        }
        return reason;
    }

    /** Counts a record that was accepted and added nothing, by the time the log learned of it. */
    void duplicate(MeasuredPlan plan, long observed) {
        health.duplicate(plan, observed);
    }

    /** Takes note of the clock of the decisions, milliseconds since the epoch: no more cells of days it has closed. */
    void decisionsPassed(long clock) {
        int[] days = firstOpenDays(clock);
        for (int plan = 0; plan < days.length; plan++) {
            cells.closeBefore(plan, days[plan]);
        }
    }

    /**
     * Lets go of rows that are final and have been published: they can never change, and the topic keeps them.
     *
     * @param finalClock milliseconds since the epoch
     */
    void forgetFinal(long finalClock) {
        int[] days = firstOpenDays(finalClock);
        if (!Arrays.equals(days, firstOpenDays)) {
            firstOpenDays = days;
            cells.forgetBefore(days);
            restatements.forgetBefore(days);
            health.forgetBefore(days);
        }
    }

    private int[] firstOpenDays(long clock) {
        return expiries.stream().mapToInt(expiry -> expiry.firstOpenDay(clock)).toArray();
    }

    CellBook cells() {
        return cells;
    }

    RestatementBook restatements() {
        return restatements;
    }

    HealthBook health() {
        return health;
    }
}
