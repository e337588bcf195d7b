package dev.upshot.app.cli;

import dev.upshot.app.CommandFailure;
import dev.upshot.app.config.Configuration;
import dev.upshot.app.scorecards.Editions;
import dev.upshot.app.scorecards.Schedule;
import dev.upshot.app.scorecards.ScorecardTopic;
import dev.upshot.app.stack.Lifetime;
import dev.upshot.app.stack.Part;
import dev.upshot.app.stack.Stack;
import dev.upshot.app.terminal.Terminal;
import dev.upshot.report.Audience;
import dev.upshot.report.form.Format;
import dev.upshot.report.form.ReportRun;
import dev.upshot.report.query.ScorecardQuery;
import dev.upshot.report.scorecard.Scorecard;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the scorecard. */
@Command(
        name = "report",
        description = "Write the scorecard from the reporting database; prints the paths of the files.")
final class ReportCommand implements Callable<Integer> {
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final Shell shell;

    @Option(
            names = "--format",
            split = ",",
            paramLabel = "FORMAT",
            defaultValue = "html",
            order = 1,
            description = "html, pdf, xlsx, csv, json, several separated by commas (default: html).")
    private Set<Format> formats = EnumSet.of(Format.HTML);

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = ".",
            order = 2,
            description = "Where to write scorecard.html and so on (default: here).")
    private Path out = Path.of(".");

    @Option(
            names = "--use-case",
            split = ",",
            paramLabel = "NAME",
            order = 3,
            description = "Only these use cases (default: all).")
    private List<String> useCases = List.of();

    @Option(names = "--all", order = 4, description = "All use cases, the default.")
    private boolean all;

    @Option(
            names = "--as-of",
            paramLabel = "MOMENT",
            order = 5,
            description = "What was official at a moment, nothing provisional: a UTC day, to its end, or an instant as"
                    + " 2026-03-31T12:00:00Z (default: now).")
    private @Nullable String asOf;

    @Option(
            names = "--audience",
            paramLabel = "READER",
            defaultValue = "board",
            order = 6,
            description = "Whose words: board, finance, risk, operations (default: board).")
    private Audience audience = Audience.BOARD;

    @Option(
            names = "--every",
            paramLabel = "PERIOD",
            order = 7,
            description = "Go on until stopped: whenever the log's final clock has passed the next whole period (P1D: a"
                    + " UTC day), write what was official then into a folder of its own under --out, and let the link"
                    + " latest point to it.")
    private @Nullable Duration every;

    @Option(
            names = "--publish",
            order = 8,
            description = "Publish the official claims to the topic of scorecards too; what has not changed is not"
                    + " published again.")
    private boolean publish;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private StateOptions state = new StateOptions();

    ReportCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (all && !useCases.isEmpty()) {
            throw CommandFailure.usage("--all and --use-case exclude each other: leave one of them out");
        }
        if (asOf != null && (publish || every != null)) {
            throw CommandFailure.usage("--as-of looks back; --every and --publish tell of the latest: leave one out");
        }
        if (every != null && every.compareTo(SHORTEST) < 0) {
            throw CommandFailure.usage("--every " + every + " is too short: at least PT1S");
        }
        if (every != null && every.toMillis() % 1000 != 0) {
            throw CommandFailure.usage("--every " + every + " must be whole seconds");
        }
        OptionValues.requireDirectory("--out", out);
        AsOf look = asOf == null ? null : AsOf.of(asOf);
        Terminal terminal = shell.terminal();
        Configuration configuration = state.configuration(shell.environment(), kafka, database);
        Set<Part> parts = publish ? EnumSet.allOf(Part.class) : EnumSet.of(Part.DATABASE);
        Stack.requireMeasured(configuration, parts);
        Logging.begin(configuration, "report", terminal);
        try (Lifetime lifetime = shell.lifetime()) {
            Stack stack = Stack.use(configuration, parts, terminal, lifetime);
            ScorecardTopic topic = publish ? new ScorecardTopic(stack.target()) : null;
            Set<String> named = Set.copyOf(useCases);
            if (every != null) {
                Schedule.What what = new Schedule.What(every, named, audience, formats);
                DataSource reporting = stack.database(Schedule.LONGEST_SILENCE);
                lifetime.owns(new Schedule(what, reporting, new Editions(out), topic, terminal))
                        .run();
                return 0;
            }
            if (look != null) {
                look.requireClosed(ScorecardQuery.officialUpTo(stack.database(), named));
            }
            Scorecard scorecard = ScorecardQuery.read(stack.database(), named, look == null ? null : look.moment());
            ReportRun.write(scorecard, audience, formats, out)
                    .forEach(file -> terminal.print(file.normalize().toString()));
            if (topic != null) {
                ScorecardTopic.Change change = topic.publish(scorecard, audience);
                terminal.say(stack.topics().scorecards() + ": " + change.published() + " claims published, "
                        + change.withdrawn() + " withdrawn");
            }
            return 0;
        }
    }
}
