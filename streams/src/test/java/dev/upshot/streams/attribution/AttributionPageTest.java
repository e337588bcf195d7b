package dev.upshot.streams.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.streams.journey.Decision;
import dev.upshot.streams.journey.Journey;
import dev.upshot.streams.journey.Outcome;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.yaml.PlanReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The worked examples of {@code docs/attribution.md}. */
class AttributionPageTest {
    private static final Path PAGE = Path.of("..", "docs", "attribution.md");
    private static final Pattern EXAMPLE =
            Pattern.compile("(?m)^\\| `(\\w+)([^`]*)` \\| (\\S+) \\| (\\S+) \\| (\\S+) \\| (\\S+) \\|$");

    @Test
    void every_example_is_what_attribution_credits() throws IOException {
        String models = page().split("### The models, by example", 2)[1];
        String[] parts = models.split("And −0.05", 2);
        assertThat(examples(parts[0], 100.00)).hasSize(6);
        assertThat(examples(parts[1], -0.05)).hasSize(2);
    }

    @Test
    void the_health_table_names_every_count() throws IOException {
        String table = page().split("## Join health", 2)[1].split("The delay", 2)[0];
        assertThat(Pattern.compile("`([a-z_]+)`").matcher(table).results().map(name -> name.group(1)))
                .containsAll(Arrays.stream(HealthCount.values())
                        .map(HealthCount::code)
                        .toList());
    }

    private static List<String> examples(String text, double value) {
        return EXAMPLE.matcher(text)
                .results()
                .map(row -> {
                    String settings = row.group(2).strip().replaceAll(" (?=\\w+: )", ", ");
                    List<BigDecimal> shares = shares(row.group(1) + (settings.isEmpty() ? "" : ", " + settings), value);
                    assertThat(shares)
                            .as(row.group())
                            .isEqualTo(Stream.of(3, 4, 5, 6)
                                    .map(cell -> new BigDecimal(row.group(cell)))
                                    .toList());
                    assertThat(shares.stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                            .isEqualByComparingTo(BigDecimal.valueOf(value));
                    return row.group(1);
                })
                .toList();
    }

    private static List<BigDecimal> shares(String model, double value) {
        Plan plan = PlanReader.parse(String.format(Locale.ROOT, """
                use_case: u
                version: 1
                arms: {by: variant, baseline: a, candidates: [b]}
                kpis:
                  - {name: k, type: amount, outcome: recovery, window: P30D, better: higher,
                     attribution: {join: subject, model: %s}}
                """, model), "attribution.md");
        Journey journey = Journey.EMPTY
                .with(decision("A", 1))
                .with(decision("B", 8))
                .with(decision("C", 13))
                .with(decision("D", 15))
                .with(new Outcome("o", "recovery", Outcome.Standing.FINAL, noon(15), value, null, null));
        return Attribution.of(plan).credit(journey).units().stream()
                .map(unit -> BigDecimal.valueOf(unit.a(0), 2))
                .toList();
    }

    private static Decision decision(String id, int day) {
        return new Decision(id, noon(day), Decision.NOT_REQUESTED, "a", List.of(), null, List.of());
    }

    private static long noon(int day) {
        return Instant.parse("2026-03-01T12:00:00Z").toEpochMilli() + (day - 1) * 86_400_000L;
    }

    private static String page() throws IOException {
        return Files.readString(PAGE);
    }
}
