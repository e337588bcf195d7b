package dev.upshot.app.cli;

import dev.upshot.app.CommandFailure;
import dev.upshot.app.config.Configuration;
import dev.upshot.app.erase.EraseRun;
import dev.upshot.app.erase.Keeping;
import dev.upshot.app.erase.Receipt;
import dev.upshot.app.stack.Lifetime;
import dev.upshot.app.stack.Part;
import dev.upshot.app.stack.Stack;
import dev.upshot.app.terminal.Terminal;
import dev.upshot.sink.table.Erasure.Erased;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Erases subjects. Their ids come by a file or standard input: an argument would stay in the shell's history. */
@Command(
        name = "erase",
        description = "Erase subjects from the ledger, in the database and its topic, and print a receipt.",
        footer = {
            "",
            "Sums of cells, lifts and readings stay; sums over the ledger lose them.",
            "The receipt says what else stays, and for how long; it holds no id."
        })
final class EraseCommand implements Runnable {
    private static final String STANDARD_INPUT = "-";

    private final Shell shell;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            defaultValue = STANDARD_INPUT,
            description = "File with one subject id per line (default: standard input).")
    private String file = STANDARD_INPUT;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            order = 1,
            description = "table or json (default: table).")
    private OutputFormat format = OutputFormat.table;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private StateOptions state = new StateOptions();

    EraseCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public void run() {
        Terminal terminal = shell.terminal();
        Set<String> subjects = subjects();
        Configuration configuration = state.configuration(shell.environment(), kafka, database);
        Set<Part> parts = EnumSet.allOf(Part.class);
        Stack.requireMeasured(configuration, parts);
        Logging.begin(configuration, "erase", terminal);
        try (Lifetime lifetime = shell.lifetime()) {
            Stack stack = Stack.use(configuration, parts, terminal, lifetime);
            Receipt receipt = EraseRun.erase(stack.target(), stack.database(), subjects);
            if (format == OutputFormat.json) {
                terminal.print(Json.of(entry(receipt)));
            } else {
                receipt.render().forEach(terminal::answer);
            }
        }
    }

    private Set<String> subjects() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                input(),
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)))) {
            return EraseRun.subjects(lines);
        } catch (CharacterCodingException e) {
            throw CommandFailure.usage("the subject ids are not in UTF-8");
        } catch (IOException e) {
            throw CommandFailure.usage("cannot read the subject ids: " + e.getMessage(), e);
        }
    }

    private InputStream input() throws IOException {
        if (file.equals(STANDARD_INPUT)) {
            return System.in;
        }
        Path path = path(file);
        if (path == null || !Files.exists(path)) {
            // Not repeated: somebody may have given an id here.
            throw CommandFailure.notFound(
                    "there is no such file: ids go into a file, one per line, or to standard input");
        }
        return new FileInputStream(path.toFile());
    }

    /** Null: what was given cannot be a path. The exception would repeat it. */
    private static @Nullable Path path(String given) {
        try {
            return Path.of(given);
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private static Map<String, Object> entry(Receipt receipt) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("subjects", receipt.subjects());
        entry.put("subjects_found", receipt.found());
        entry.put("erased", receipt.erased().stream().map(EraseCommand::entry).toList());
        entry.put("ledger_topic_entries", receipt.buried());
        entry.put("erasures_topic_records", receipt.erased().size());
        entry.put(
                "event_topics",
                receipt.keepings().stream().map(EraseCommand::entry).toList());
        entry.put("stays", Receipt.STAYS);
        return entry;
    }

    private static Map<String, Object> entry(Erased one) {
        return Map.of(
                "use_case", one.useCase(),
                "subject_digest", one.digest().toString(),
                "erased_at", one.erasedAt().toString(),
                "decisions", one.decisions(),
                "attributed_outcomes", one.outcomes());
    }

    private static Map<String, Object> entry(Keeping keeping) {
        return Map.of(
                "topic",
                keeping.topic(),
                "retention",
                keeping.retention().map(Duration::toString).orElse("for ever"),
                "is_compacted",
                keeping.isCompacted());
    }
}
