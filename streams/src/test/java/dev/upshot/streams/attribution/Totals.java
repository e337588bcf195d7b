package dev.upshot.streams.attribution;

import dev.upshot.streams.journey.Decision;
import dev.upshot.streams.plan.Plan;
import java.math.BigInteger;
import java.util.TreeMap;

/** Sums of credits as a cell, a restatement and a day's health hold them: what credits add up to. Zeros are left out. */
final class Totals {
    private final Plan plan;
    private final TreeMap<String, BigInteger> sums = new TreeMap<>();

    Totals(Plan plan) {
        this.plan = plan;
    }

    static TreeMap<String, BigInteger> of(Plan plan, Credit credit) {
        Totals totals = new Totals(plan);
        totals.add(credit, 1);
        return totals.sums;
    }

    TreeMap<String, BigInteger> sums() {
        return sums;
    }

    void add(Credit credit, long sign) {
        credit.units().forEach(unit -> add(unit, sign));
        for (Restatement r : credit.restatements()) {
            String row = r.arm() + r.segments() + r.cohortDay() + " " + r.kpi() + " "
                    + r.cause().code();
            add(row + " units", sign * r.units());
            merge(row + " change", r.change().multiply(BigInteger.valueOf(sign)));
        }
        for (HealthEntry entry : credit.health()) {
            for (HealthCount count : HealthCount.values()) {
                add("day " + entry.day() + " " + count.code(), sign * entry.count(count));
            }
            for (int i = 0; i < entry.delays(); i++) {
                add("day " + entry.day() + " delay " + entry.delayBucket(i), sign);
            }
        }
    }

    private void add(CreditedUnit unit, long sign) {
        String cell = unit.arm() + unit.segments() + unit.cohortDay();
        add(cell + " decisions", sign * unit.decisions());
        add(cell + " reviewed", sign * unit.reviewed());
        add(cell + " overturned", sign * unit.overturned());
        add(cell + " units", sign * unit.units());
        add(cell + " mixed", unit.mixed() ? sign : 0);
        for (int k = 0; k < unit.kpis(); k++) {
            String kpi = cell + " " + plan.kpis().get(k).name();
            add(kpi + " n", unit.counts(k) ? sign : 0);
            add(kpi + " a", sign * unit.a(k));
            add(kpi + " aa", sign * unit.a(k) * unit.a(k));
            add(kpi + " b", sign * unit.b(k));
            add(kpi + " ab", sign * unit.a(k) * unit.b(k));
            add(kpi + " bb", sign * unit.b(k) * unit.b(k));
            add(kpi + " open", sign * unit.open(k));
            add(kpi + " offset", sign * unit.startOffset(k));
            covariate(unit, k, kpi, sign);
            for (int age : unit.ages(k)) {
                add(kpi + (age < AgeBins.COUNT ? " ended " + age : " open " + (age - AgeBins.COUNT)), sign);
            }
        }
    }

    private void covariate(CreditedUnit unit, int k, String kpi, long sign) {
        int place = plan.covariatePlace(plan.kpis().get(k));
        if (place >= 0 && unit.counts(k) && unit.quantity(place) != Decision.NOT_GIVEN) {
            long x = unit.quantity(place);
            add(kpi + " given", sign);
            add(kpi + " x", sign * x);
            add(kpi + " xx", sign * x * x);
            add(kpi + " ax", sign * unit.a(k) * x);
            add(kpi + " bx", sign * unit.b(k) * x);
        }
    }

    private void add(String key, long amount) {
        merge(key, BigInteger.valueOf(amount));
    }

    private void merge(String key, BigInteger amount) {
        sums.merge(key, amount, BigInteger::add);
        sums.remove(key, BigInteger.ZERO);
    }
}
