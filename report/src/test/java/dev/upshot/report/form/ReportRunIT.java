package dev.upshot.report.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.upshot.embedded.EmbeddedPostgres;
import dev.upshot.report.Audience;
import dev.upshot.report.Golden;
import dev.upshot.report.Product;
import dev.upshot.report.ReportException;
import dev.upshot.report.ReportException.Kind;
import dev.upshot.report.card.ArmCount;
import dev.upshot.report.card.CohortDays;
import dev.upshot.report.card.Finding;
import dev.upshot.report.card.Look;
import dev.upshot.report.card.LookBack;
import dev.upshot.report.card.QuarantineCount;
import dev.upshot.report.card.Reading;
import dev.upshot.report.card.Restated;
import dev.upshot.report.card.TimeCurve;
import dev.upshot.report.card.TrustCheck;
import dev.upshot.report.card.UseCaseCard;
import dev.upshot.report.card.Week;
import dev.upshot.report.query.ScorecardQuery;
import dev.upshot.report.scorecard.Scorecard;
import dev.upshot.report.sentence.Request;
import dev.upshot.sink.database.ReportingDatabase;
import dev.upshot.stats.grade.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.util.DefaultLocale;
import org.junit.jupiter.api.util.DefaultTimeZone;
import org.postgresql.ds.PGSimpleDataSource;

class ReportRunIT {
    @TempDir
    private static Path state;

    private static EmbeddedPostgres postgres;

    @TempDir
    private Path out;

    @BeforeAll
    static void start() {
        postgres = EmbeddedPostgres.start(state.resolve("postgres"));
        ReportingDatabase.migrate(database("upshot"));
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @BeforeEach
    void fill() throws Exception {
        execute("truncate outcome.plan_versions, outcome.kpis, outcome.cell_partials, outcome.kpi_partials,"
                + " outcome.lifts, outcome.lift_readings, outcome.trust_checks, outcome.restatement_partials, ops.progress,"
                + " ops.quarantined_records");
        execute(Golden.text(ReportRunIT.class, "rows.sql"));
    }

    @Test
    void readsTheNewestMeasuredPlanVersionOfEveryUseCase() {
        Scorecard scorecard = ScorecardQuery.read(database("upshot"), Set.of());

        assertThat(scorecard.useCases())
                .extracting(UseCaseCard::useCase, UseCaseCard::planVersion, UseCaseCard::otherVersions)
                .containsExactly(
                        tuple("claims", 2, List.of(1)), tuple("fraud", 1, List.of()), tuple("idle", 1, List.of()));
        assertThat(scorecard.unassignedQuarantine()).containsExactly(new QuarantineCount("poison", 1));
        assertThat(scorecard.asOf()).contains(Instant.parse("2026-01-09T10:00:00Z"));
    }

    @Test
    void aCheckThatFailedAfterTheLastLookWithholdsTheClaim() throws Exception {
        execute(
                "update outcome.lifts set verdict = 'refused', ground = 'maturity_check_failed', grade = 'D' where kpi = 'time'");

        Finding time =
                ScorecardQuery.read(database("upshot"), Set.of("claims"))
                        .useCases()
                        .get(0)
                        .official()
                        .overall()
                        .stream()
                        .filter(finding -> finding.reading().kpi().name().equals("time"))
                        .findFirst()
                        .orElseThrow();

        assertThat(time.claims()).isFalse();
        assertThat(time.judgement().ground()).isEqualTo("maturity_check_failed");
        assertThat(time.judgement().close()).isNotNull();
    }

    @Test
    void readsArmsReadingsDaysAndRefusalsOfAUseCase() {
        UseCaseCard claims = ScorecardQuery.read(database("upshot"), Set.of("claims"))
                .useCases()
                .get(0);

        assertThat(claims.arms())
                .containsExactly(
                        new ArmCount("human", 30, 4, 1),
                        new ArmCount("model-b", 20, 0, 0),
                        new ArmCount("model-a", 0, 0, 0));
        assertThat(claims.quarantine())
                .containsExactly(new QuarantineCount("late", 2), new QuarantineCount("not_binary", 1));
        assertThat(claims.readings().stream()
                        .map(reading ->
                                reading.segment().value() + "/" + reading.kpi().name() + "/"
                                        + reading.candidate().arm()))
                .containsExactly(
                        "/time/model-b",
                        "/quality/model-b",
                        "/quality/model-a",
                        "north/quality/model-b",
                        "south/quality/model-b",
                        "a/quality/model-b");
        Reading quality = claims.readings().get(1);
        assertThat(quality.relative()).isNotNull();
        assertThat(quality.days()).isEqualTo(new CohortDays(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 5), 3));
        assertThat(claims.readings().get(2).reason()).isEqualTo("candidate_empty");
    }

    @Test
    void writesEveryFormAndLeavesNothingElse() throws IOException {
        Path directory = out.resolve("new/reports");

        List<Path> written = ReportRun.write(everything(), Audience.BOARD, EnumSet.allOf(Format.class), directory);

        assertThat(written)
                .containsExactly(
                        directory.resolve("scorecard.html"),
                        directory.resolve("scorecard.pdf"),
                        directory.resolve("scorecard.xlsx"),
                        directory.resolve("scorecard.csv"),
                        directory.resolve("scorecard.json"));
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactlyInAnyOrderElementsOf(written);
        }
    }

    @Test
    @DefaultLocale("tr-TR")
    @DefaultTimeZone("America/Bahia_Banderas")
    void writesTheSameBytesFarFromHere() throws IOException {
        assertThat(new String(Format.CSV.bytes(everything(), Audience.BOARD), UTF_8)
                        .replace(Product.version(), "VERSION"))
                .isEqualTo(Golden.text(ReportRunIT.class, "from-rows.csv"));
    }

    @Test
    void writesTheSameBytesAgainOverTheOldFiles() throws IOException {
        List<Path> files = ReportRun.write(everything(), Audience.BOARD, EnumSet.allOf(Format.class), out);
        byte[] first = Files.readAllBytes(files.get(0));
        Files.writeString(files.get(0), "an older report");

        ReportRun.write(everything(), Audience.BOARD, EnumSet.allOf(Format.class), out);

        assertThat(files.get(0)).hasBinaryContent(first);
    }

    @Test
    void whatIsReadTwiceIsTheSameScorecard() throws SQLException {
        assertThat(everything()).isEqualTo(everything()).hasSameHashCodeAs(everything());
    }

    @Test
    void namesTheKnownUseCasesWhenOneIsUnknown() {
        refuses(
                Set.of("claims", "clams"),
                Kind.NOT_FOUND,
                "no use case clams: the plans measured here are for claims, fraud, idle");
    }

    @Test
    void saysWhatToDoWhenNothingHasBeenMeasured() throws SQLException {
        refuses(Set.of("idle"), Kind.NOT_FOUND, "nothing has been measured yet for idle: stream decisions");

        execute("truncate outcome.plan_versions, outcome.lifts");
        refuses(Set.of(), Kind.NOT_FOUND, "no measurement plan yet: publish one");
    }

    @Test
    void reportsAUseCaseWithoutReadingsBesideOthers() {
        Scorecard scorecard = ScorecardQuery.read(database("upshot"), Set.of("idle", "fraud"));

        assertThat(scorecard.useCases().get(1).readings()).isEmpty();
        assertThat(scorecard.useCases().get(1).asOf()).isNull();
        assertThat(scorecard.asOf()).contains(Instant.parse("2026-01-09T10:00:00Z"));
        assertThat(new String(Format.HTML.bytes(scorecard, Audience.BOARD), UTF_8))
                .contains("No reading yet");
    }

    @Test
    void claimsFromTheOfficialReadingAndCallsTheLiveOneProvisional() {
        UseCaseCard claims = everything().useCases().get(0);

        Finding time = claims.official().overall().get(0);
        assertThat(time.judgement().verdict()).isEqualTo(Verdict.IMPROVED);
        assertThat(time.judgement().maturity()).isEqualTo("final");
        assertThat(time.timeline()).extracting(Look::verdict).containsExactly(Verdict.NOT_YET, Verdict.IMPROVED);
        assertThat(claims.overall().get(0).judgement().matureShare()).isEqualTo(1);
        assertThat(claims.overall().get(0).judgement().maturity()).isEqualTo("provisional");
        assertThat(Request.of(new Scorecard(List.of(claims), List.of())))
                .extracting(request -> request.arm() + " " + request.action())
                .containsExactly("model-b SCALE", "model-a HOLD");
    }

    @Test
    void readsWeeksTimesChecksAndRestatements() {
        UseCaseCard claims = everything().useCases().get(0);

        assertThat(claims.trends().weeks())
                .containsExactly(
                        new Week(LocalDate.of(2025, 12, 29), "human", 30, 30, 4, 1),
                        new Week(LocalDate.of(2026, 1, 5), "model-b", 20, 20, 0, 0));
        TimeCurve curve = claims.trends().curves().get(0);
        assertThat(curve.cases()).isEqualTo(10);
        assertThat(curve.steps()).extracting(TimeCurve.Step::ended).first().isEqualTo(0.9);
        assertThat(claims.official().checks()).extracting(TrustCheck::state).containsExactly("passed");
        assertThat(claims.official().restatements()).extracting(Restated::units).containsExactly(1L);
    }

    @Test
    void looksBackAtWhatWasOfficialAndAtNothingProvisional() {
        Scorecard then =
                ScorecardQuery.read(database("upshot"), Set.of("claims"), Instant.parse("2026-01-11T00:00:00Z"));

        UseCaseCard claims = then.useCases().get(0);
        assertThat(claims.official().overall().get(0).judgement().verdict()).isEqualTo(Verdict.NOT_YET);
        assertThat(claims.official().bySegment())
                .noneMatch(finding -> finding.judgement().isFinal());
        assertThat(claims.readings()).isEmpty();
        assertThat(then.maturity()).isEqualTo("final");
        assertThat(claims.arms()).extracting(ArmCount::decisions).containsExactly(30L, 20L, 0L);
        assertThat(claims.trends().weeks()).hasSize(1);
        assertThat(claims.trends().curves()).extracting(TimeCurve::cases).containsExactly(10L);
        assertThat(claims.official().restatements()).isEmpty();
        assertThat(claims.official().lookBack())
                .extracting(LookBack::sentence)
                .asString()
                .startsWith("What was official at 2026-01-11T00:00:00Z.");
        assertThat(new String(Format.HTML.bytes(then, Audience.RISK), UTF_8))
                .contains("Not yet demonstrable")
                .doesNotContain("Live readings, provisional");
    }

    @Test
    void tellsADatabaseWithoutTheTablesFromOneThatIsNotThere() {
        assertThatExceptionOfType(ReportException.class)
                .isThrownBy(() -> ScorecardQuery.read(database("postgres"), Set.of()))
                .withMessageContaining(
                        "not all reporting tables of this version (relation \"outcome.plan_versions\" does not exist)")
                .extracting(ReportException::kind)
                .isEqualTo(Kind.OTHER_VERSION);
        assertThatExceptionOfType(ReportException.class)
                .isThrownBy(() -> ScorecardQuery.read(database("absent"), Set.of()))
                .withMessageContaining("check jdbc.url, or create it")
                .extracting(ReportException::kind)
                .isEqualTo(Kind.DATABASE_FAULT);
    }

    @Test
    void namesTheGrantAUserLacks() throws SQLException {
        execute("drop role if exists nosy; create role nosy login");
        PGSimpleDataSource nosy = database("upshot");
        nosy.setUser("nosy");

        assertThatExceptionOfType(ReportException.class)
                .isThrownBy(() -> ScorecardQuery.read(nosy, Set.of()))
                .withMessageContaining("grant upshot_analyst to")
                .extracting(ReportException::kind)
                .isEqualTo(Kind.FORBIDDEN);
    }

    @Test
    void saysWhichFileCannotBeWritten() throws IOException {
        Path taken = Files.writeString(out.resolve("taken"), "a file, not a directory");

        assertThatExceptionOfType(ReportException.class)
                .isThrownBy(() -> ReportRun.write(everything(), Audience.BOARD, Set.of(Format.CSV), taken))
                .withMessageContaining("cannot write " + taken.resolve("scorecard.csv"))
                .extracting(ReportException::kind)
                .isEqualTo(Kind.OUTPUT_NOT_WRITABLE);
    }

    private static Scorecard everything() {
        return ScorecardQuery.read(database("upshot"), Set.of());
    }

    private static void refuses(Set<String> useCases, Kind kind, String message) {
        assertThatExceptionOfType(ReportException.class)
                .isThrownBy(() -> ScorecardQuery.read(database("upshot"), useCases))
                .withMessageContaining(message)
                .extracting(ReportException::kind)
                .isEqualTo(kind);
    }

    private static PGSimpleDataSource database(String name) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(postgres.jdbcUrl(name));
        source.setUser(postgres.user());
        return source;
    }

    private static void execute(String sql) throws SQLException {
        DataSource source = database("upshot");
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
