package dev.upshot.streams.topology.book;

import dev.upshot.streams.attribution.Change;
import dev.upshot.streams.attribution.Credit;
import dev.upshot.streams.attribution.Expiry;
import dev.upshot.streams.cell.CellKey;
import dev.upshot.streams.cell.HealthKey;
import dev.upshot.streams.cell.RestatementKey;
import dev.upshot.streams.intake.MeasuredPlan;
import dev.upshot.streams.intake.Reason;
import dev.upshot.streams.topology.store.StateStores;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.jspecify.annotations.Nullable;

/** All that the credit of journeys adds up to in one task: cells, restatements, health of the joins. */
public final class Books {

    private final CellBook cells;
    private final RestatementBook restatements;
    private final HealthBook health;
    private final List<Expiry> expiries;
    private int[] firstOpenDays;

    /** Opens the books of a task, over the stores of its context. */
    public Books(List<MeasuredPlan> plans, ProcessingContext context) {
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
    public @Nullable Reason apply(MeasuredPlan plan, Change change) {
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
    public void duplicate(MeasuredPlan plan, long observed) {
        health.duplicate(plan, observed);
    }

    /** Takes note of the clock of the decisions, milliseconds since the epoch: no more cells of days it has closed. */
    public void decisionsPassed(long clock) {
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
    public void forgetFinal(long finalClock) {
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

    /** Hands out every cell that changed since the last time, in the order of its key. */
    public void drainCells(BiConsumer<CellKey, byte[]> sink) {
        cells.drainChanged(sink);
    }

    /** Likewise what corrections changed. */
    public void drainRestatements(BiConsumer<RestatementKey, byte[]> sink) {
        restatements.drainChanged(sink);
    }

    /** Likewise the health of the joins. */
    public void drainHealth(BiConsumer<HealthKey, byte[]> sink) {
        health.drainChanged(sink);
    }
}
