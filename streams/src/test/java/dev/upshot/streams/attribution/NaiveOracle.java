package dev.upshot.streams.attribution;

import dev.upshot.streams.journey.Decision;
import dev.upshot.streams.journey.JourneyEvent;
import dev.upshot.streams.journey.Outcome;
import dev.upshot.streams.journey.Review;
import dev.upshot.streams.plan.AmountKpi;
import dev.upshot.streams.plan.BinaryKpi;
import dev.upshot.streams.plan.CountKpi;
import dev.upshot.streams.plan.CreditModel;
import dev.upshot.streams.plan.DurationKpi;
import dev.upshot.streams.plan.JoinRule;
import dev.upshot.streams.plan.Kpi;
import dev.upshot.streams.plan.Missing;
import dev.upshot.streams.plan.Moment;
import dev.upshot.streams.plan.NetKpi;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.RatioKpi;
import dev.upshot.streams.plan.SeveralArms;
import dev.upshot.streams.plan.Unit;
import dev.upshot.streams.plan.ValueKpi;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a history is worth, written down from {@code docs/attribution.md} as if nobody had to wait for it: quantifiers over all facts, big
 * integers, no state. Shares no code with what it checks but the plan and the facts themselves.
 */
final class NaiveOracle {
    private static final long DAY = 86_400_000L;
    private static final Comparator<String> NULLS_FIRST = Comparator.nullsFirst(Comparator.naturalOrder());
    private static final Comparator<Decision> DECISIONS = Comparator.comparingLong(Decision::decidedAt)
            .thenComparing(Decision::id)
            .thenComparingLong(Decision::requestedAt)
            .thenComparing(Decision::arm)
            .thenComparing(decision -> decision.segments().get(0))
            .thenComparing(Decision::supersedes, NULLS_FIRST)
            .thenComparingLong(decision -> decision.quantities().get(0))
            .thenComparingLong(decision -> decision.quantities().get(1))
            .thenComparingLong(decision -> decision.quantities().get(2))
            .thenComparingLong(decision -> decision.quantities().get(3));
    private static final Comparator<Outcome> CLAIMS = Comparator.comparing(Outcome::status)
            .thenComparingLong(Outcome::occurredAt)
            .thenComparingDouble(Outcome::value);
    private static final Comparator<Outcome> VERSIONS = CLAIMS.thenComparing(Outcome::name)
            .thenComparing(Outcome::decisionId, NULLS_FIRST)
            .thenComparing(Outcome::amends, NULLS_FIRST);

    private final Plan plan;
    private final long horizon;
    private final List<Decision> decisions;
    private final List<Outcome> outcomes;
    private final List<Review> reviews;
    private final TreeMap<String, BigInteger> totals = new TreeMap<>();

    private NaiveOracle(Plan plan, Collection<JourneyEvent> history) {
        this.plan = plan;
        horizon = plan.horizon().toMillis();
        LinkedHashSet<JourneyEvent> facts = new LinkedHashSet<>(history);
        decisions = facts.stream()
                .filter(Decision.class::isInstance)
                .map(Decision.class::cast)
                .sorted(DECISIONS)
                .toList();
        outcomes = facts.stream()
                .filter(Outcome.class::isInstance)
                .map(Outcome.class::cast)
                .toList();
        reviews = facts.stream()
                .filter(Review.class::isInstance)
                .map(Review.class::cast)
                .toList();
    }

    /** The sums of everything the history contributes, named as {@link Totals} names them. */
    static TreeMap<String, BigInteger> totals(Plan plan, Collection<JourneyEvent> history) {
        NaiveOracle oracle = new NaiveOracle(plan, history);
        List<Decision> starts = plan.unit() == Unit.SUBJECT ? oracle.episodes() : oracle.taken();
        starts.forEach(oracle::unit);
        oracle.health();
        oracle.totals.values().removeIf(sum -> sum.signum() == 0);
        return oracle.totals;
    }

    /** What one unit is worth in one KPI. */
    private record Worth(boolean counts, BigInteger a, BigInteger b, long open, BigInteger offset) {
        static final Worth NOTHING = new Worth(false, BigInteger.ZERO, BigInteger.ZERO, 0, BigInteger.ZERO);
    }

    // ---- units

    private List<Decision> taken() {
        return decisions.stream()
                .filter(d -> decisions.stream()
                        .noneMatch(e -> e.id().equals(d.id())
                                && DECISIONS.compare(e, d) < 0
                                && e.decidedAt() >= d.decidedAt() - horizon))
                .toList();
    }

    private List<Decision> episodes() {
        List<Decision> starts = new ArrayList<>();
        for (Decision decision : taken()) {
            if (starts.isEmpty()
                    || decision.decidedAt() >= starts.get(starts.size() - 1).decidedAt() + horizon) {
                starts.add(decision);
            }
        }
        return starts;
    }

    private void unit(Decision start) {
        String cell = start.arm() + start.segments() + Math.floorDiv(start.decidedAt(), DAY);
        List<Decision> members = members(start, horizon, 3, plan.unit());
        long reviewed = members.stream()
                .filter(d -> reviews(d, start, horizon).findAny().isPresent())
                .count();
        long overturned = members.stream()
                .filter(d -> reviews(d, start, horizon).anyMatch(Review::overturned))
                .count();
        add(cell + " decisions", members.size());
        add(cell + " reviewed", reviewed);
        add(cell + " overturned", overturned);
        add(cell + " units", members.isEmpty() ? 0 : 1);
        add(cell + " mixed", isMixed(start, members) ? 1 : 0);
        add(cell + " -1 overturned units", overturned);
        String[] causes = {"amended", "cancelled", "superseded"};
        for (int k = 0; k < plan.kpis().size(); k++) {
            Worth[] readings = new Worth[4];
            for (int reading = 0; reading < 4; reading++) {
                readings[reading] = worth(plan.kpis().get(k), start, reading);
            }
            String kpi = cell + " " + plan.kpis().get(k).name();
            Worth worth = readings[3];
            add(kpi + " n", worth.counts ? 1 : 0);
            add(kpi + " a", worth.a);
            add(kpi + " aa", worth.a.pow(2));
            add(kpi + " b", worth.b);
            add(kpi + " ab", worth.a.multiply(worth.b));
            add(kpi + " bb", worth.b.pow(2));
            add(kpi + " open", worth.open);
            add(kpi + " offset", worth.offset);
            BigInteger x = covariate(plan.kpis().get(k).name(), start);
            if (x != null && worth.counts) {
                add(kpi + " given", 1);
                add(kpi + " x", x);
                add(kpi + " xx", x.pow(2));
                add(kpi + " ax", worth.a.multiply(x));
                add(kpi + " bx", worth.b.multiply(x));
            }
            if (plan.kpis().get(k) instanceof DurationKpi duration) {
                ages(duration, start, kpi);
            }
            for (int step = 0; step < 3; step++) {
                Worth before = readings[step];
                Worth after = readings[step + 1];
                if (before.counts != after.counts || !before.a.equals(after.a)) {
                    add(cell + " " + k + " " + causes[step] + " units", 1);
                    add(cell + " " + k + " " + causes[step] + " change", after.a.subtract(before.a));
                }
            }
        }
    }

    /** As {@link Histories} names and orders them. */
    private @Nullable BigInteger covariate(String kpi, Decision first) {
        int place = switch (kpi) {
            case "any", "cost per yes" -> 2;
            case "direct" -> 3;
            default -> -1;
        };
        long given = place < 0 ? Decision.NOT_GIVEN : first.quantities().get(place);
        return given == Decision.NOT_GIVEN ? null : BigInteger.valueOf(given);
    }

    /** Each case by the definition of {@link AgeBins}: its end if its bin is seen whole, else the last bin that is. */
    private void ages(DurationKpi kpi, Decision start, String key) {
        long window = kpi.window().toMillis();
        List<Decision> members = members(start, window, 3, plan.unit());
        if (plan.severalArms() == SeveralArms.EXCLUDE && isMixed(start, members)) {
            return;
        }
        long unit = Math.max(1, window / 1024);
        List<Long> edges = new ArrayList<>();
        for (long edge = 0, step = 1; edge <= 1024; edge += step) {
            edges.add(edge * unit);
            step = edge >= 16 && Long.bitCount(edge) == 1 ? edge / 8 : step;
        }
        long cohort = start.decidedAt() - Math.floorMod(start.decidedAt(), DAY);
        for (Decision member : members) {
            Worth worth = worthOf(kpi, member, start, 3);
            if (!worth.counts && worth.open == 0) {
                continue;
            }
            long begin = worth.counts
                    ? times(kpi, kpi.from(), member, start, 3).get(0)
                    : worth.offset.longValueExact() + cohort;
            long end = start.decidedAt() + window;
            end = kpi.to().kind() == Moment.Kind.OUTCOME ? Math.min(end, member.decidedAt() + window) : end;
            long age = worth.counts ? worth.a.longValueExact() : Long.MAX_VALUE;
            int last = -1;
            int ended = -1;
            for (int bin = 0; bin < edges.size() - 1; bin++) {
                if (edges.get(bin + 1) <= end - begin) {
                    last = bin;
                    ended = age >= edges.get(bin) && age < edges.get(bin + 1) ? bin : ended;
                }
            }
            if (last >= 0) {
                add(key + (ended >= 0 ? " ended " + ended : " open " + last), 1);
            }
        }
    }

    private static boolean isMixed(Decision start, List<Decision> members) {
        return members.stream().anyMatch(member -> !member.arm().equals(start.arm()));
    }

    private List<Decision> members(Decision start, long window, int reading, Unit unit) {
        return counting(start, window, reading).stream()
                .filter(d -> unit == Unit.DECISION
                        ? d.equals(start)
                        : d.decidedAt() >= start.decidedAt() && d.decidedAt() < start.decidedAt() + window)
                .toList();
    }

    // ---- what holds in the view of a unit

    private boolean sees(Decision start, long window, long time) {
        return time >= start.decidedAt() - horizon && time < start.decidedAt() + window;
    }

    private List<Decision> counting(Decision start, long window, int reading) {
        List<Decision> seen = decisions.stream()
                .filter(d -> sees(start, window, d.decidedAt()))
                .toList();
        List<Decision> holding = seen.stream()
                .filter(d -> seen.stream().noneMatch(e -> e.id().equals(d.id()) && DECISIONS.compare(e, d) < 0))
                .toList();
        return holding.stream()
                .filter(d -> reading == 3
                        ? holding.stream().noneMatch(e -> !e.id().equals(d.id()) && d.id().equals(e.supersedes()))
                        : d.supersedes() == null || d.supersedes().equals(d.id()))
                .toList();
    }

    private List<Outcome> standing(Decision start, long window, int reading) {
        Predicate<Outcome> amending = o -> o.amends() != null && !o.amends().equals(o.id());
        Predicate<Outcome> cancelled = o -> o.status() == Outcome.Standing.CANCELLED;
        List<Outcome> seen = outcomes.stream()
                .filter(o -> sees(start, window, o.occurredAt()))
                .filter(o -> reading >= 2 || !cancelled.test(o))
                .filter(o -> reading >= 1 || !amending.test(o))
                .toList();
        Comparator<Outcome> order = reading == 0 ? VERSIONS.reversed() : VERSIONS;
        List<Outcome> holding = seen.stream()
                .filter(o -> seen.stream().noneMatch(p -> p.id().equals(o.id()) && order.compare(p, o) > 0))
                .toList();
        return holding.stream()
                .filter(cancelled.negate())
                .filter(o -> holding.stream()
                        .noneMatch(p -> amending.test(p)
                                && p.amends().equals(o.id())
                                && p.name().equals(o.name())))
                .filter(o -> !amending.test(o)
                        || holding.stream()
                                .noneMatch(p -> amending.test(p)
                                        && p.amends().equals(o.amends())
                                        && p.name().equals(o.name())
                                        && CLAIMS.thenComparing(Outcome::id).compare(p, o) > 0))
                .toList();
    }

    private Stream<Review> reviews(Decision decision, Decision start, long window) {
        return reviews.stream()
                .filter(r -> r.decisionId().equals(decision.id()) && sees(start, window, r.reviewedAt()));
    }

    // ---- credit

    private record Share(Outcome outcome, BigInteger value) {}

    private List<Share> credited(Kpi kpi, String name, Decision to, Decision start, int reading) {
        long window = kpi.window().toMillis();
        List<Share> credited = new ArrayList<>();
        for (Outcome outcome : standing(start, window, reading)) {
            List<Decision> touches = counting(start, window, reading).stream()
                    .filter(d -> outcome.occurredAt() >= d.decidedAt() && outcome.occurredAt() < d.decidedAt() + window)
                    .toList();
            if (!outcome.name().equals(name) || !touches.contains(to)) {
                continue;
            }
            BigInteger value = valueOf(kpi, outcome);
            if (kpi.join() instanceof JoinRule.Subject subject) {
                List<BigInteger> weights = weights(subject.model(), touches, outcome);
                int place = touches.indexOf(to);
                if (weights.get(place).signum() > 0) {
                    credited.add(new Share(outcome, shares(value, weights).get(place)));
                }
            } else if (to.id().equals(outcome.decisionId())) {
                credited.add(new Share(outcome, value));
            }
        }
        return credited;
    }

    private static BigInteger valueOf(Kpi kpi, Outcome outcome) {
        if (kpi instanceof CountKpi) {
            return BigInteger.TEN.pow(kpi.scale());
        }
        return new BigDecimal(Double.toString(outcome.value()))
                .setScale(kpi instanceof AmountKpi ? kpi.scale() : 0, RoundingMode.HALF_EVEN)
                .unscaledValue();
    }

    private static List<BigInteger> weights(CreditModel model, List<Decision> touches, Outcome outcome) {
        int n = touches.size();
        List<BigInteger> weights = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            long weight;
            if (model instanceof CreditModel.Position p) {
                weight = n == 1
                        ? 1
                        : n == 2
                                ? (i == 0 ? p.first() : p.last())
                                : i == 0
                                        ? (long) p.first() * (n - 2)
                                        : i == n - 1 ? (long) p.last() * (n - 2) : 100 - p.first() - p.last();
            } else if (model instanceof CreditModel.TimeDecay decay) {
                long age = outcome.occurredAt() - touches.get(i).decidedAt();
                long steps = age * 64 / decay.halfLife().toMillis();
                weight = steps / 64 > 40 ? 0 : Math.round(Math.pow(2, 40 - (steps % 64) / 64.0)) >> (steps / 64);
            } else if (model instanceof CreditModel.Linear) {
                weight = 1;
            } else {
                weight = i == (model instanceof CreditModel.FirstTouch ? 0 : n - 1) ? 1 : 0;
            }
            weights.add(BigInteger.valueOf(weight));
        }
        if (weights.stream().allMatch(weight -> weight.signum() == 0)) {
            boolean decay = model instanceof CreditModel.TimeDecay;
            for (int i = 0; i < n; i++) {
                weights.set(i, decay && i < n - 1 ? BigInteger.ZERO : BigInteger.ONE);
            }
        }
        return weights;
    }

    private static List<BigInteger> shares(BigInteger value, List<BigInteger> weights) {
        BigInteger total = weights.stream().reduce(BigInteger.ZERO, BigInteger::add);
        List<BigInteger> shares = new ArrayList<>();
        List<Integer> byRemainder = new ArrayList<>();
        for (int i = 0; i < weights.size(); i++) {
            shares.add(value.abs().multiply(weights.get(i)).divide(total));
            byRemainder.add(i);
        }
        byRemainder.sort(Comparator.comparing(
                        (Integer i) -> value.abs().multiply(weights.get(i)).mod(total))
                .reversed()
                .thenComparing(i -> i));
        int left = value.abs()
                .subtract(shares.stream().reduce(BigInteger.ZERO, BigInteger::add))
                .intValueExact();
        for (int i : byRemainder.subList(0, left)) {
            shares.set(i, shares.get(i).add(BigInteger.ONE));
        }
        return shares.stream()
                .map(share -> value.signum() < 0 ? share.negate() : share)
                .toList();
    }

    // ---- what a unit is worth

    private Worth worth(Kpi kpi, Decision start, int reading) {
        if (kpi instanceof RatioKpi ratio) {
            Worth above = worth(ratio.numerator(), start, reading);
            Worth below = worth(ratio.denominator(), start, reading);
            return above.counts && below.counts ? new Worth(true, above.a, below.a, 0, BigInteger.ZERO) : Worth.NOTHING;
        }
        if (kpi instanceof NetKpi net) {
            return net(net, start, reading);
        }
        long window = kpi.window().toMillis();
        List<Decision> members = members(start, window, reading, plan.unit());
        if (plan.severalArms() == SeveralArms.EXCLUDE && isMixed(start, members)) {
            return Worth.NOTHING;
        }
        long n = 0;
        long open = 0;
        BigInteger sum = BigInteger.ZERO;
        BigInteger offset = BigInteger.ZERO;
        for (Decision member : members) {
            Worth worth = worthOf(kpi, member, start, reading);
            n += worth.counts ? 1 : 0;
            sum = sum.add(worth.a);
            open += worth.open;
            offset = offset.add(worth.offset);
        }
        return new Worth(n > 0, bounded(kpi, sum), BigInteger.valueOf(n), open, offset);
    }

    private Worth net(NetKpi kpi, Decision start, int reading) {
        BigDecimal sum = BigDecimal.ZERO;
        BigInteger decisions = BigInteger.ZERO;
        for (NetKpi.Priced part : kpi.priced()) {
            Worth worth = worth(part.kpi(), start, reading);
            if (!worth.counts) {
                return Worth.NOTHING;
            }
            sum = sum.add(new BigDecimal(worth.a, part.kpi().scale()).multiply(part.price()));
            decisions = decisions.max(worth.b);
        }
        return new Worth(
                true, bounded(kpi, sum.movePointRight(kpi.scale()).toBigIntegerExact()), decisions, 0, BigInteger.ZERO);
    }

    private static BigInteger bounded(Kpi kpi, BigInteger sum) {
        BigInteger bound = BigInteger.valueOf(kpi.cap() == null ? 999_999_999_999_999L : kpi.cap());
        return sum.min(bound).max(bound.negate());
    }

    private Worth worthOf(Kpi kpi, Decision member, Decision start, int reading) {
        if (kpi instanceof ValueKpi value) {
            long carried = member.quantities().get(value.quantity() == ValueKpi.Quantity.SCORE ? 0 : 1);
            return carried == Decision.NOT_GIVEN ? Worth.NOTHING : closed(BigInteger.valueOf(carried));
        }
        if (kpi instanceof DurationKpi duration) {
            List<Long> begins = times(duration, duration.from(), member, start, reading);
            if (begins.isEmpty()) {
                return Worth.NOTHING;
            }
            long begin = begins.get(0);
            List<Long> ends = times(duration, duration.to(), member, start, reading).stream()
                    .filter(end -> end >= begin)
                    .toList();
            long cohort = start.decidedAt() - Math.floorMod(start.decidedAt(), DAY);
            return ends.isEmpty()
                    ? new Worth(false, BigInteger.ZERO, BigInteger.ZERO, 1, BigInteger.valueOf(begin - cohort))
                    : closed(BigInteger.valueOf(ends.get(0) - begin));
        }
        List<Share> credited = credited(kpi, kpi.outcome(), member, start, reading);
        if (credited.isEmpty() && kpi.missing() == Missing.EXCLUDE) {
            return Worth.NOTHING;
        }
        if (kpi instanceof BinaryKpi binary) {
            return closed(isYes(binary.rule(), credited) ? BigInteger.ONE : BigInteger.ZERO);
        }
        return closed(credited.stream().map(Share::value).reduce(BigInteger.ZERO, BigInteger::add));
    }

    private static Worth closed(BigInteger value) {
        return new Worth(true, value, BigInteger.ONE, 0, BigInteger.ZERO);
    }

    private static boolean isYes(BinaryKpi.Rule rule, List<Share> credited) {
        return switch (rule) {
            case ANY -> credited.stream().anyMatch(share -> share.outcome().value() == 1);
            case ALL ->
                !credited.isEmpty()
                        && credited.stream().allMatch(share -> share.outcome().value() == 1);
            case LAST ->
                credited.stream()
                        .map(Share::outcome)
                        .max(Comparator.comparingLong(Outcome::occurredAt)
                                .thenComparing(VERSIONS)
                                .thenComparing(Outcome::id))
                        .filter(last -> last.value() == 1)
                        .isPresent();
        };
    }

    private List<Long> times(DurationKpi kpi, Moment moment, Decision member, Decision start, int reading) {
        return switch (moment.kind()) {
            case REQUESTED_AT -> List.of(member.requestedAt());
            case DECIDED_AT -> List.of(member.decidedAt());
            case REVIEWED_AT ->
                reviews(member, start, kpi.window().toMillis())
                        .map(Review::reviewedAt)
                        .sorted()
                        .toList();
            case OUTCOME ->
                credited(kpi, moment.outcome(), member, start, reading).stream()
                        .map(share -> share.outcome().occurredAt())
                        .sorted()
                        .toList();
        };
    }

    // ---- health

    private void health() {
        decisions.forEach(d -> on(d.decidedAt(), "decision_facts"));
        outcomes.forEach(o -> on(o.occurredAt(), "outcome_facts"));
        reviews.forEach(r -> on(r.reviewedAt(), "review_facts"));
        for (Decision decision : taken()) {
            on(decision.decidedAt(), "decisions");
            if (!counting(decision, horizon, 3).contains(decision)) {
                on(decision.decidedAt(), "decisions_superseded");
            }
        }
        for (Decision start : episodes()) {
            List<Decision> members = members(start, horizon, 3, Unit.SUBJECT);
            if (!members.isEmpty()) {
                on(start.decidedAt(), "subjects");
                if (isMixed(start, members)) {
                    on(start.decidedAt(), "subjects_in_several_arms");
                }
            }
        }
        outcomes.forEach(this::join);
    }

    private void join(Outcome outcome) {
        Comparator<Outcome> order =
                Comparator.comparingLong(Outcome::occurredAt).thenComparing(VERSIONS);
        boolean first = outcomes.stream()
                .noneMatch(p -> p.id().equals(outcome.id())
                        && order.compare(p, outcome) < 0
                        && p.occurredAt() >= outcome.occurredAt() - horizon);
        boolean amends = outcome.amends() != null && !outcome.amends().equals(outcome.id());
        if (!first || amends || outcome.status() == Outcome.Standing.CANCELLED) {
            on(outcome.occurredAt(), "outcomes_corrected");
        }
        if (!first) {
            return;
        }
        on(outcome.occurredAt(), "outcomes");
        TreeSet<Long> decided = new TreeSet<>();
        Map<String, Boolean> found = new HashMap<>();
        for (Kpi kpi : plan.kpis()) {
            boolean bySubject = kpi.join() instanceof JoinRule.Subject;
            for (Decision d : decisions) {
                boolean reads = kpi.outcomes().contains(outcome.name());
                long age = outcome.occurredAt() - d.decidedAt();
                if (reads
                        && age >= 0
                        && age < kpi.window().toMillis()
                        && (bySubject || d.id().equals(outcome.decisionId()))) {
                    decided.add(d.decidedAt());
                    found.put(bySubject ? "outcomes_by_subject" : "outcomes_direct", true);
                }
            }
        }
        found.keySet().forEach(what -> on(outcome.occurredAt(), what));
        if (decided.isEmpty()) {
            on(outcome.occurredAt(), "outcomes_unjoined");
        } else {
            long delay = outcome.occurredAt() - decided.first();
            int bucket = 0;
            while (bucket < 1_000 && lowest(bucket + 1) <= delay) {
                bucket++;
            }
            on(outcome.occurredAt(), "delay " + bucket);
        }
    }

    /** The smallest delay of a bucket: four equal steps from each power of two to the next, in whole milliseconds. */
    private static double lowest(int bucket) {
        int log = (bucket - 1) / 4;
        return Math.pow(2, log) * (1 + (bucket - 1) % 4 / 4.0);
    }

    private void on(long time, String what) {
        add("day " + Math.floorDiv(time, DAY) + " " + what, 1);
    }

    private void add(String key, long amount) {
        add(key, BigInteger.valueOf(amount));
    }

    private void add(String key, BigInteger amount) {
        totals.merge(key, amount, BigInteger::add);
    }
}
