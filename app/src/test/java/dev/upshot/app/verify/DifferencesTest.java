package dev.upshot.app.verify;

import static dev.upshot.app.verify.Events.at;
import static dev.upshot.app.verify.Events.decision;
import static dev.upshot.app.verify.Events.outcome;
import static dev.upshot.app.verify.Events.plan;
import static dev.upshot.app.verify.Events.quality;
import static dev.upshot.app.verify.Events.review;
import static dev.upshot.app.verify.Events.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.event.PlanVersion;
import dev.upshot.event.Verdict;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class DifferencesTest {

    private final DataSource database;

    DifferencesTest(DataSource database) {
        this.database = database;
    }

    private static History history() {
        PlanVersion plan = plan(1, quality());
        plan.setSegments(List.of("region"));
        plan.setYaml("""
                use_case: claims
                version: 1
                arms: {by: variant, baseline: human, candidates: [model]}
                design: {kind: randomized}
                segments: [region]
                lateness: P2D
                kpis:
                  - {name: quality, type: binary, outcome: correct, window: P1D, better: higher}
                """);
        History history = History.of(plan);
        for (int i = 0; i < 12; i++) {
            String id = "d" + i;
            history.send(with(
                            decision(id, "subject-" + i, i % 2 == 0 ? "human" : "model", i),
                            d -> d.setSegments(Map.of("region", "eu"))))
                    .send(outcome("o" + i, "subject-" + i, "correct", id, i + 1, i % 3 == 0 ? 1 : 0));
        }
        return history.send(review("d1", "subject-1", Verdict.REVERSED, 5))
                .send(decision("late", "subject-1", "human", 0), at(10_000))
                .raw("outcomes", 0, at(0), "subject-1", Decoded.unreadable("poison"));
    }

    /** The report when the reporting tables are as expected except for a statement. */
    private VerifyReport after(String tampering) throws SQLException {
        try (Recomputed recomputed = history().recompute(database)) {
            recomputed.compute().publish().execute(tampering);
            return recomputed.recomputation().compare(recomputed.events(), List.of());
        }
    }

    private static List<String> shown(VerifyReport report) {
        return report.differences().stream()
                .map(d -> String.join(" | ", d.what(), d.key(), d.field(), d.expected(), d.found()))
                .toList();
    }

    @Test
    void equalTablesMatch() throws SQLException {
        VerifyReport report = after("select 1");
        assertThat(report.differences()).isEmpty();
        assertThat(report.matches()).isTrue();
        assertThat(report.render())
                .isEqualTo(
                        "✓ recomputation matches all 2 cells, 2 KPI cells, 2 lifts, 1 restatements, 1 days of join health"
                                + " and 2 quarantined records (27 events read)"
                                + System.lineSeparator()
                                + "27 events: 25 measured · 2 quarantined · 0 unaccounted");
    }

    @Test
    void aChangedCountIsFound() throws SQLException {
        assertThat(shown(after("update outcome.cell_partials set decision_count = 7 where arm = 'human';"
                        + " update outcome.kpi_partials set value_sum = value_sum + 1 where arm = 'model'")))
                .containsExactly(
                        "cell | claims v1, human, 2026-03-01, [eu] | decision_count | 6 | 7",
                        "KPI cell | claims v1, model, 2026-03-01, [eu], quality | value_sum | 2 | 3");
    }

    @Test
    void theLastBitOfALiftIsFound() throws SQLException {
        VerifyReport report =
                after("update outcome.lifts set relative_lower = relative_lower * (1 + 2.220446049250313e-16::float8)"
                        + " where segment_dimension = 'region'");
        assertThat(report.differences()).singleElement().satisfies(difference -> {
            assertThat(difference.key()).isEqualTo("claims v1, quality, model, region=eu");
            assertThat(difference.field()).isEqualTo("relative_lower");
            double expected = Double.parseDouble(difference.expected());
            double found = Double.parseDouble(difference.found());
            assertThat(Math.abs(expected - found)).isPositive().isLessThanOrEqualTo(2 * Math.ulp(expected));
        });
    }

    @Test
    void figuresAreHeldAgainstTheSumsWhateverTheLibrarySays() throws SQLException {
        assertThat(
                        shown(
                                after(
                                        "update outcome.lifts set n_baseline = 7, mean_candidate = 0.5 where segment_dimension = '';"
                                                + " update expected_lift set n_baseline = 7, mean_candidate = 0.5 where segment_dimension = ''")))
                .containsExactly(
                        "lift figures | claims v1, quality, model | mean_candidate | 0.3333333333333333 | 0.5",
                        "lift figures | claims v1, quality, model | n_baseline | 6 | 7");
    }

    @Test
    void missingAndUnexpectedRowsAreFound() throws SQLException {
        assertThat(shown(after("delete from outcome.lifts where segment_dimension = '';"
                        + " update outcome.cell_partials set arm = 'modle' where arm = 'model'")))
                .containsExactly(
                        "cell | claims v1, model, 2026-03-01, [eu] | row | present | missing",
                        "cell | claims v1, modle, 2026-03-01, [eu] | row | none | present",
                        "lift | claims v1, quality, model | row | present | missing",
                        "lift figures | claims v1, quality, model | row | present | missing");
    }

    @Test
    void theQuarantineIsComparedAsASet() throws SQLException {
        assertThat(
                        shown(
                                after(
                                        "update ops.quarantined_records set reason = 'bad_id' where reason = 'poison';"
                                                + " insert into ops.quarantined_records values ('reviews', 2, 77, '', 0, 'bad_time', '', now(), 'g1')")))
                .containsExactly(
                        "quarantine | outcomes-0@12 | reason | poison | bad_id",
                        "quarantine | reviews-2@77 | reason | none | bad_time",
                        "conservation | reviews | quarantine | of records read | 1 of records that were not, the first 2@77");
    }

    @Test
    void aRecordThatIsNeitherAcceptedNorQuarantinedBreaksConservation() throws SQLException {
        assertThat(shown(after("delete from ops.quarantined_records where reason = 'late'")))
                .containsExactly(
                        "quarantine | decisions-" + History.partition("subject-1")
                                + "@12, claims v1 | reason | late | missing",
                        "conservation | claims v1 | events | 26 came in, 0 of them refused, 0 wait | 25 facts + 0 repeated",
                        "conservation | decisions | events | 13 read, each in one place | 1 in none, the first "
                                + History.partition("subject-1") + "@12");
    }

    @Test
    void theFirstDifferencesAreShownWithoutSubjects() throws SQLException {
        String text = after(
                        "delete from outcome.cell_partials; delete from outcome.kpi_partials; delete from outcome.lifts;"
                                + " delete from ops.quarantined_records;"
                                + " insert into ops.quarantined_records select 'reviews', 0, n, '', 0, 'poison', '', now(), 'g1'"
                                + " from generate_series(1, 40) n")
                .render();
        assertThat(text)
                .startsWith("✗ the reporting tables differ in 55 places from the recomputed 2 cells")
                .contains("WHAT")
                .containsPattern("cell +claims v1, human, 2026-03-01, \\[eu\\] +row +present +missing")
                .contains("… and 35 more")
                .endsWith("27 events: 25 measured · 2 unaccounted")
                .doesNotContain("subject-");
        assertThat(text.lines()).hasSize(1 + 1 + 20 + 1 + 1);
    }

    @Test
    void nothingIsLeftBehind() throws SQLException {
        after("select 1");
        try (Recomputed recomputed = history().recompute(database)) {
            assertThat(recomputed.rows("select nspname from pg_namespace where nspname like 'upshot_verify_%'"))
                    .hasSize(1);
        }
        try (Recomputed recomputed = History.of(plan(1, quality())).recompute(database)) {
            assertThat(recomputed.rows("select count(*) from pg_namespace where nspname like 'upshot_verify_%'"))
                    .containsExactly("1");
        }
    }
}
