package dev.upshot.app;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** The arrows of the design point one way, and the core knows neither clock nor Kafka nor SQL. */
class ModuleArrowsTest {

    private static final JavaClasses UPSHOT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.upshot");

    private static final String EVENTS = "dev.upshot.event..";
    private static final String WIRE = "dev.upshot.wire..";
    private static final String STATS = "dev.upshot.stats..";
    private static final String STREAMS = "dev.upshot.streams..";
    private static final String SINK = "dev.upshot.sink..";
    private static final String GENERATED = "dev.upshot.sink.jooq..";
    private static final String REPORT = "dev.upshot.report..";
    private static final String EMBEDDED = "dev.upshot.embedded..";
    private static final String APP = "dev.upshot.app..";

    @Test
    void schemas_stats_and_embedded_know_nobody() {
        mayNotKnow(EVENTS, STATS, STREAMS, SINK, REPORT, EMBEDDED, APP);
        mayNotKnow(WIRE, STATS, STREAMS, SINK, REPORT, EMBEDDED, APP);
        mayNotKnow(STATS, EVENTS, WIRE, STREAMS, SINK, REPORT, EMBEDDED, APP);
        mayNotKnow(EMBEDDED, EVENTS, WIRE, STATS, STREAMS, SINK, REPORT, APP);
    }

    @Test
    void streams_know_schemas_and_stats() {
        mayNotKnow(STREAMS, SINK, REPORT, EMBEDDED, APP);
    }

    @Test
    void the_sink_knows_schemas() {
        mayNotKnow(SINK, STATS, STREAMS, REPORT, EMBEDDED, APP);
    }

    @Test
    void the_report_knows_sink_and_stats() {
        mayNotKnow(REPORT, EVENTS, WIRE, STREAMS, EMBEDDED, APP);
    }

    @Test
    void others_neither_word_nor_draw_what_a_report_says() {
        noClasses()
                .that()
                .resideOutsideOfPackage(REPORT)
                .should()
                .dependOnClassesThat(resideInAPackage(REPORT)
                        .and(not(resideInAnyPackage(
                                "dev.upshot.report",
                                "dev.upshot.report.card",
                                "dev.upshot.report.form",
                                "dev.upshot.report.health",
                                "dev.upshot.report.notation",
                                "dev.upshot.report.page",
                                "dev.upshot.report.query",
                                "dev.upshot.report.scorecard"))))
                .check(UPSHOT);
    }

    @Test
    void of_the_report_only_its_queries_know_sql() {
        noClasses()
                .that()
                .resideInAPackage(REPORT)
                .and()
                .resideOutsideOfPackage("dev.upshot.report.query")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SINK, "org.jooq..", "java.sql..", "javax.sql..")
                .check(UPSHOT);
    }

    @Test
    void the_functional_core_knows_neither_kafka_streams_nor_sql() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        STATS,
                        "dev.upshot.streams.journey..",
                        "dev.upshot.streams.attribution..",
                        "dev.upshot.streams.cell..",
                        "dev.upshot.streams.intake..",
                        "dev.upshot.streams.lift..",
                        "dev.upshot.streams.plan..",
                        "dev.upshot.streams.topology.published..",
                        "dev.upshot.sink.change..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka.streams..", "org.apache.kafka.clients..", "java.sql..", "javax.sql..")
                .check(UPSHOT);
    }

    @Test
    void folders_do_not_know_each_other_in_a_circle() {
        slices().matching("dev.upshot.(**)")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(resideInAPackage(GENERATED), alwaysTrue())
                .check(UPSHOT);
    }

    @Test
    void the_wall_clock_stays_out_of_results() {
        noClasses()
                .that()
                .resideInAnyPackage(STATS, STREAMS)
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(UPSHOT);
    }

    private static void mayNotKnow(String who, String... whom) {
        noClasses()
                .that()
                .resideInAPackage(who)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(whom)
                .check(UPSHOT);
    }
}
