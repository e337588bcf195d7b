package dev.upshot.app.cli;

import dev.upshot.app.CommandFailure;
import dev.upshot.app.plans.PlannedPower;
import dev.upshot.app.terminal.Numbers;
import dev.upshot.app.terminal.Table;
import dev.upshot.stats.power.Remaining;
import dev.upshot.streams.plan.BinaryKpi;
import dev.upshot.streams.plan.Kpi;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.yaml.PlanReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says how many units and days a comparison takes, before it starts. */
@Command(
        name = "power",
        description =
                "Say how many units and days it takes to see a difference in a KPI, under the plan's method, error rate and"
                        + " allocation, and which difference the planned units can show.")
final class PlanPowerCommand implements Runnable {
    private final Shell shell;

    @Parameters(paramLabel = "PLAN", description = "The plan: a YAML file.")
    private Path path = Path.of("");

    @Option(names = "--kpi", required = true, paramLabel = "NAME", description = "The KPI to plan for.")
    private String kpiName = "";

    @Option(
            names = "--baseline",
            required = true,
            paramLabel = "MEAN",
            description =
                    "Its mean in the baseline arm, in its unit; of a binary KPI a share in (0, 1), of a duration seconds.")
    private double mean;

    @Option(
            names = "--sd",
            paramLabel = "SD",
            description = "Standard deviation of one unit, in the same unit. Needed for all but binary KPIs.")
    private @Nullable Double deviation;

    @Option(
            names = "--effect",
            paramLabel = "SHARE",
            description = "The relative difference to be seen, for example 0.05 (default: the plan's minimum_effect).")
    private @Nullable Double effect;

    @Option(
            names = "--power",
            paramLabel = "SHARE",
            defaultValue = "0.8",
            description = "How often it shall be seen if it is there, in (0, 1) (default: 0.8).")
    private double power;

    @Option(
            names = "--looks",
            paramLabel = "N",
            defaultValue = "10",
            description = "With method group_sequential: how many looks, 1 to 200 (default: 10).")
    private int looks;

    @Option(
            names = "--units-per-day",
            paramLabel = "N",
            description = "How many units of the two arms come per day: tells the days, too.")
    private @Nullable Double unitsPerDay;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table or json (default: table).")
    private OutputFormat format = OutputFormat.table;

    PlanPowerCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public void run() {
        Plan plan = PlanReader.read(Inputs.existing(List.of(path)).get(0));
        Kpi kpi = plan.kpis().stream()
                .filter(one -> one.name().equals(kpiName))
                .findFirst()
                .orElseThrow(() -> CommandFailure.usage("the plan has no KPI " + kpiName + "; it has "
                        + String.join(", ", plan.kpis().stream().map(Kpi::name).toList())));
        PlannedPower.Question asked = new PlannedPower.Question(mean, deviation(kpi), effect(plan), power, looks);
        List<PlannedPower> answers = plan.candidates().stream()
                .map(candidate -> PlannedPower.of(plan, kpi, candidate, asked))
                .toList();
        if (format == OutputFormat.json) {
            shell.terminal()
                    .print(Json.of(
                            answers.stream().map(answer -> entry(plan, answer)).toList()));
            return;
        }
        Table table = Table.of(
                "KPI", "CANDIDATE", "METHOD", ">EFFECT", ">POWER", ">UNITS", ">DAYS", ">PLANNED", ">DETECTABLE");
        for (PlannedPower answer : answers) {
            table.row(
                    kpi.name(),
                    answer.candidate(),
                    plan.inference().method().code(),
                    Percent.signed(answer.effect()),
                    String.format(Locale.ROOT, "%.0f %%", power * 100),
                    answer.units().isPresent() ? Numbers.grouped(answer.units().getAsLong()) : "out of reach",
                    days(answer).isPresent()
                            ? String.format(Locale.ROOT, "%.1f", days(answer).getAsDouble())
                            : "-",
                    Numbers.grouped(plan.inference().plannedUnits()),
                    answer.detectable().isPresent()
                            ? Percent.signed(answer.detectable().getAsDouble())
                            : "-");
        }
        table.lines().forEach(shell.terminal()::print);
        Duration wait = kpi.window().plus(plan.lateness());
        shell.terminal()
                .say("Units are mature units of both arms together; the last of them matures "
                        + String.format(Locale.ROOT, "%.1f", (double) wait.toMillis() / 86_400_000)
                        + " days after the end of its cohort day.");
    }

    private double deviation(Kpi kpi) {
        if (deviation == null && !(kpi instanceof BinaryKpi)) {
            throw CommandFailure.usage(
                    kpi.name() + " is no binary KPI: give the standard deviation of one unit with --sd");
        }
        return deviation == null ? 1 : deviation;
    }

    private double effect(Plan plan) {
        double planned = plan.inference().target(kpiName).minimumEffect();
        if (effect == null && planned == 0) {
            throw CommandFailure.usage(
                    "which difference shall be seen? Give it with --effect, or the KPI a minimum_effect");
        }
        return effect == null ? planned : effect;
    }

    private OptionalDouble days(PlannedPower answer) {
        return answer.units().isEmpty() || unitsPerDay == null
                ? OptionalDouble.empty()
                : Remaining.of(answer.units().getAsLong(), 0, Math.max(0, unitsPerDay))
                        .days();
    }

    private Map<String, Object> entry(Plan plan, PlannedPower answer) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("kpi", kpiName);
        entry.put("candidate", answer.candidate());
        entry.put("method", plan.inference().method().code());
        entry.put("candidate_share", answer.share());
        entry.put("effect", answer.effect());
        entry.put("power", power);
        answer.units().ifPresent(units -> entry.put("units", units));
        days(answer).ifPresent(days -> entry.put("days", days));
        entry.put("planned_units", plan.inference().plannedUnits());
        answer.detectable().ifPresent(lift -> entry.put("detectable", lift));
        return entry;
    }
}
