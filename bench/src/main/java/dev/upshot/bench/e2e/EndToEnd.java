package dev.upshot.bench.e2e;

import dev.upshot.app.publish.History;
import dev.upshot.app.simulate.SimulateRun;
import dev.upshot.app.simulate.SimulationSummary;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.yaml.PlanReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Events per second of the whole path, from the start of the topology until the last cell is in PostgreSQL, beside a
 * pass-through with the same serde and beside the plain DSL join; all exactly-once, over the same events, in one
 * process with an embedded broker, registry and PostgreSQL. A round with a third of the events comes first, for the
 * compiler; what the second one finds counts.
 */
public final class EndToEnd {

    private static final int DAYS = 90;
    private static final long SEED = 1;

    private EndToEnd() {}

    /** Arguments: decisions to simulate, default 1,000,000. */
    public static void main(String[] args) throws Exception {
        long decisions = args.length > 0 ? Long.parseLong(args[0]) : 1_000_000;
        Plan plan = PlanReader.read(Path.of("examples", "claims-triage.yaml"));
        Path directory = Files.createTempDirectory("upshot-bench");
        try (Bed bed = new Bed(directory)) {
            // A service runs for days: the first round is for the compiler, which takes half of this machine meanwhile.
            print(measure(bed, plan, "warm", Math.max(1, decisions / 3)));
            print(measure(bed, plan, "bench", decisions));
        }
        System.exit(0); // client threads that linger must not hold the figures back
    }

    private record Result(long events, Map<String, Double> seconds) {}

    private static Result measure(Bed bed, Plan plan, String name, long decisions) throws Exception {
        Contest contest = new Contest(bed, plan, name);
        SimulationSummary summary =
                SimulateRun.run(plan, decisions, DAYS, SEED, contest.target(), History.OPEN, (d, t, u) -> {});
        long events =
                summary.events().values().stream().mapToLong(Long::longValue).sum();
        Map<String, Double> seconds = new LinkedHashMap<>();
        seconds.put("pass-through", contest.passThrough());
        seconds.put("DSL leftJoin", contest.dslJoin());
        seconds.put("Upshot, until in PostgreSQL", contest.upshot());
        return new Result(events, seconds);
    }

    private static void print(Result result) {
        double join = Objects.requireNonNull(result.seconds().get("DSL leftJoin"));
        System.out.printf(Locale.ROOT, "%,d events%n", result.events());
        System.out.println("| contender | seconds | events/s | beside the DSL join |");
        System.out.println("|---|---|---|---|");
        result.seconds()
                .forEach((contender, seconds) -> System.out.printf(
                        Locale.ROOT,
                        "| %s | %.1f | %,.0f | %.2f× |%n",
                        contender,
                        seconds,
                        result.events() / seconds,
                        join / seconds));
    }
}
