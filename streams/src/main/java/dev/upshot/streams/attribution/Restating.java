package dev.upshot.streams.attribution;

import dev.upshot.streams.journey.Decision;
import java.math.BigInteger;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * What corrections changed: the values of a journey's units under each {@link Reading}, each compared with the one before.
 *
 * <p>The units are those of the facts as they stand; which of their decisions count and which outcomes stand is as the reading says. A pure
 * function of the set of facts, like everything here: it does not matter which came first.
 */
final class Restating {
    private final Valuation valuation;
    private final int kpis;

    Restating(Valuation valuation, int kpis) {
        this.valuation = valuation;
        this.kpis = kpis;
    }

    /**
     * The restatements of a journey.
     *
     * @param facts the facts as they stand
     * @param starts the units' first decisions
     * @param values the units' values as they stand
     * @param credited the units, for what reviews overturned
     */
    List<Restatement> of(
            Valuation.Facts facts, List<Decision> starts, KpiValues[] values, List<CreditedUnit> credited) {
        Corrections corrections = facts.corrections();
        if (corrections == null && !anyOverturned(credited)) {
            return List.of();
        }
        NavigableSet<Restatement> found = new TreeSet<>();
        if (corrections != null) {
            KpiValues[] later = values;
            for (Cause cause : List.of(Cause.SUPERSEDED, Cause.CANCELLED, Cause.AMENDED)) {
                if (corrections.matterTo(after(cause))) {
                    KpiValues[] earlier =
                            valuation.values(Valuation.Facts.of(facts.journey(), before(cause), corrections), starts);
                    compare(cause, starts, earlier, later, found);
                    later = earlier;
                }
            }
        }
        for (CreditedUnit unit : credited) {
            if (unit.overturned() > 0) {
                add(
                        new Restatement(
                                unit.arm(),
                                unit.segments(),
                                unit.cohortDay(),
                                Restatement.NO_KPI,
                                Cause.OVERTURNED,
                                unit.overturned(),
                                BigInteger.ZERO),
                        found);
            }
        }
        return found.isEmpty() ? List.of() : List.copyOf(found);
    }

    private static boolean anyOverturned(List<CreditedUnit> units) {
        for (CreditedUnit unit : units) {
            if (unit.overturned() > 0) {
                return true;
            }
        }
        return false;
    }

    private void compare(
            Cause cause,
            List<Decision> starts,
            KpiValues[] earlier,
            KpiValues[] later,
            NavigableSet<Restatement> into) {
        for (int u = 0; u < later.length; u++) {
            for (int k = 0; k < kpis; k++) {
                long change = later[u].a(k) - earlier[u].a(k);
                if (change != 0 || later[u].counts(k) != earlier[u].counts(k)) {
                    Decision start = starts.get(u);
                    add(
                            new Restatement(
                                    start.arm(),
                                    start.segments(),
                                    Attribution.cohortDay(start.decidedAt()),
                                    k,
                                    cause,
                                    1,
                                    BigInteger.valueOf(change)),
                            into);
                }
            }
        }
    }

    /** Adds to what is there of the same cell, KPI and cause. */
    private static void add(Restatement more, NavigableSet<Restatement> into) {
        Restatement there = into.floor(more);
        if (there == null || there.compareTo(more) != 0) {
            into.add(more);
            return;
        }
        into.remove(there);
        into.add(new Restatement(
                more.arm(),
                more.segments(),
                more.cohortDay(),
                more.kpi(),
                more.cause(),
                there.units() + more.units(),
                there.change().add(more.change())));
    }

    private static Reading after(Cause cause) {
        return switch (cause) {
            case AMENDED -> Reading.AMENDED;
            case CANCELLED -> Reading.CANCELLED;
            case SUPERSEDED, OVERTURNED -> Reading.AS_IT_STANDS;
        };
    }

    private static Reading before(Cause cause) {
        return switch (cause) {
            case AMENDED -> Reading.AS_REPORTED;
            case CANCELLED -> Reading.AMENDED;
            case SUPERSEDED, OVERTURNED -> Reading.CANCELLED;
        };
    }
}
