package dev.upshot.streams.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.streams.intake.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keeps docs/plan.md and the committed plans true. A block {@code yaml keys} holds keys of a plan, {@code yaml kpi} one KPI. */
class PlanPageTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml([^\\n]*)\\n(.*?)^```$");
    private static final Map<String, String> LEAST = new TreeMap<>(Map.of(
            "use_case", "use_case: u\n",
            "version", "version: 1\n",
            "arms", "arms: {by: variant, baseline: a, candidates: [b]}\n",
            "kpis", "kpis: [{name: k, type: binary, outcome: o, window: P1D, better: higher}]\n"));

    @ParameterizedTest
    @MethodSource("blocks")
    void everyBlockIsAPlanOrPartOfOne(String kind, String text) {
        String yaml = switch (kind) {
            case "" -> text;
            case "keys" -> completed(text);
            case "kpi" -> completed("kpis:\n  -\n" + text.indent(4));
            default -> throw new IllegalArgumentException("unknown kind of block: yaml " + kind);
        };
        assertThat(PlanReader.parse(yaml, "docs/plan.md").kpis()).isNotEmpty();
    }

    @Test
    void thePageHasBlocksOfEachKind() throws IOException {
        assertThat(blocks().map(block -> block[0])).contains("", "keys", "kpi").hasSizeGreaterThan(8);
    }

    @Test
    void theFirstExampleIsTheCommittedFile() throws IOException {
        String first = blocks().findFirst().orElseThrow()[1];
        assertThat(PlanReader.parse(first, "docs/plan.md").contentHash())
                .isEqualTo(PlanReader.read(ROOT.resolve("examples/claims-triage.yaml"))
                        .contentHash());
    }

    @ParameterizedTest
    @ValueSource(strings = {"claims-triage.yaml", "hillstrom/plan.yaml", "open-bandit/plan.yaml"})
    void theCommittedPlansAreValid(String file) {
        assertThat(PlanReader.read(ROOT.resolve("examples").resolve(file)).id()).isNotEmpty();
    }

    @Test
    void theQuarantineTableNamesEveryReason() throws IOException {
        assertThat(firstColumn("## Quarantine"))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Reason.values()).map(Reason::code).toList());
    }

    @Test
    void theIntervalTableNamesEveryReason() throws IOException {
        assertThat(firstColumn("## Intervals"))
                .containsExactlyElementsOf(Arrays.stream(dev.upshot.stats.Reason.values())
                        .map(dev.upshot.stats.Reason::code)
                        .toList());
    }

    @Test
    void theTablesNameEveryKeyThatTheReaderKnows() throws IOException {
        List<String> keys = Stream.concat(firstColumn("## Keys").stream(), firstColumn("## KPIs").stream())
                .map(key -> key.substring(key.indexOf('.') + 1))
                .toList();
        String refused = String.join(
                "\n",
                Stream.of(
                                "x: 1\n",
                                "arms: {x: 1}\n",
                                "design: {kind: randomized, x: 1}\n",
                                "inference: {x: 1}\n",
                                "limits: {x: 1}\n",
                                "ledger: {months: 1, x: 1}\n",
                                "kpis: [{type: binary, x: 1}]\n",
                                "kpis: [{type: amount, x: 1}]\n",
                                "kpis: [{type: duration, from: decided_at, to: reviewed_at, x: 1}]\n",
                                "kpis: [{type: count, x: 1}]\n",
                                "kpis: [{type: value, of: cost, x: 1}]\n",
                                "kpis: [{type: ratio, x: 1}]\n",
                                "kpis: [{type: amount, attribution: {join: subject, model: position, x: 1}}]\n",
                                "kpis: [{type: amount, attribution: {join: subject, model: time_decay, x: 1}}]\n",
                                "unit: subject\nx: 1\n")
                        .flatMap(text -> PlanTexts.problemsOf(completed(text)).stream())
                        .toList());
        List<String> known = Pattern.compile("allowed: (.*)")
                .matcher(refused)
                .results()
                .flatMap(list -> Stream.of(list.group(1).split(", ")))
                .distinct()
                .toList();
        assertThat(known)
                .hasSizeGreaterThan(15)
                .isSubsetOf(Stream.concat(
                                keys.stream(),
                                Stream.of("arms", "design", "inference", "limits", "attribution", "horizon"))
                        .toList());
    }

    private static Stream<String[]> blocks() throws IOException {
        return BLOCK.matcher(page()).results().map(block ->
                new String[] {block.group(1).strip(), block.group(2)});
    }

    /** The keys with what a plan needs beside them. */
    private static String completed(String keys) {
        String rest = LEAST.entrySet().stream()
                .filter(entry -> !Pattern.compile("(?m)^" + entry.getKey() + ":")
                        .matcher(keys)
                        .find())
                .map(Map.Entry::getValue)
                .collect(Collectors.joining());
        return rest + keys;
    }

    /** The code in the first column of the first table after a heading. */
    private static List<String> firstColumn(String heading) throws IOException {
        String section = page().split(Pattern.quote("\n" + heading + "\n"), 2)[1];
        String table = section.substring(section.indexOf("\n|---")).split("\n\n", 2)[0];
        return Pattern.compile("(?m)^\\| `([a-z_.]+)`")
                .matcher(table)
                .results()
                .map(row -> row.group(1).toLowerCase(Locale.ROOT))
                .toList();
    }

    private static String page() throws IOException {
        return Files.readString(ROOT.resolve("docs/plan.md"));
    }
}
