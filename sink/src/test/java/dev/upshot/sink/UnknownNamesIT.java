package dev.upshot.sink;

import static dev.upshot.sink.jooq.ops.Tables.QUARANTINED_RECORDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upshot.sink.change.Change;
import dev.upshot.sink.change.Changes;
import dev.upshot.sink.change.Origin;
import dev.upshot.sink.change.Samples;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A name is unknown as long as no plan in the tables knows it, whatever came first. */
@ExtendWith(Stack.Extension.class)
class UnknownNamesIT {
    private static final TopicPartition PLANS = new TopicPartition("plans", 0);
    private static final TopicPartition QUARANTINE = new TopicPartition("quarantine", 0);

    private DataSource database;
    private DSLContext sql;
    private ReportingWriter writer;

    @BeforeEach
    void migrated(Stack stack) throws SQLException {
        database = stack.database();
        sql = DSL.using(database, SQLDialect.POSTGRES);
        writer = new ReportingWriter(database, Failpoint.NONE);
    }

    @Test
    void aPlanClaimsWhatItKnowsAndNothingElse() throws SQLException {
        write(
                QUARANTINE,
                refusal(1, "unknown_use_case", "claims"),
                refusal(2, "unknown_outcome", "recovery"),
                refusal(3, "unknown_use_case", "loans"),
                refusal(4, "unknown_outcome", "claims"),
                put("late", Samples.quarantined(5, "late")));
        assertThat(quarantinedOffsets()).containsExactly(1L, 2L, 3L, 4L, 5L);

        write(PLANS, plan());

        assertThat(quarantinedOffsets()).containsExactly(3L, 4L, 5L);
    }

    @Test
    void anInstanceWithOlderPlansCannotBringItBack() throws SQLException {
        write(PLANS, plan());

        write(
                QUARANTINE,
                refusal(1, "unknown_use_case", "claims"),
                refusal(2, "unknown_outcome", "recovery"),
                refusal(3, "unknown_outcome", "weather"));

        assertThat(quarantinedOffsets()).containsExactly(3L);
    }

    @Test
    void writersOfPlansAndOfRefusalsSideBySideSeeEachOther() throws Exception {
        Map<TopicPartition, Claim> plans = writer.claim(Set.of(PLANS));
        Map<TopicPartition, Claim> refusals = writer.claim(Set.of(QUARANTINE));
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);
        ReportingWriter standing = new ReportingWriter(database, step -> {
            if (step == Failpoint.Step.ROWS_WRITTEN) {
                written.countDown();
                await().atMost(Duration.ofMinutes(1)).until(() -> commit.getCount() == 0);
            }
        });

        CompletableFuture<Void> refusing =
                CompletableFuture.runAsync(() -> write(standing, refusals, refusal(1, "unknown_use_case", "claims")));
        assertThat(written.await(1, TimeUnit.MINUTES)).isTrue();
        CompletableFuture<Void> publishing = CompletableFuture.runAsync(() -> write(writer, plans, plan()));
        await().atMost(Duration.ofMinutes(1)).until(this::oneWaitsForTheOther);
        commit.countDown();
        CompletableFuture.allOf(refusing, publishing).join();

        assertThat(quarantinedOffsets()).isEmpty();
    }

    private boolean oneWaitsForTheOther() {
        return sql.fetchExists(DSL.selectOne()
                .from("pg_locks")
                .where(DSL.condition("not granted"))
                .and(DSL.condition("database = (select oid from pg_database where datname = current_database())")));
    }

    private void write(TopicPartition partition, Change... changes) throws SQLException {
        write(writer, writer.claim(Set.of(partition)), changes);
    }

    private static void write(ReportingWriter writer, Map<TopicPartition, Claim> claims, Change... changes) {
        try {
            assertThat(writer.write(new Batch(List.of(changes), claims))).isZero();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Change plan() {
        return put(Samples.planKey(), Samples.plan("quality"));
    }

    private static Change refusal(long offset, String reason, String name) {
        return put("refusal" + offset, Samples.unknown(offset, reason, name));
    }

    private static Change put(String key, SpecificRecord value) {
        return Changes.of(new Origin("any", 0, 0, Samples.OBSERVED), key, value);
    }

    private List<Long> quarantinedOffsets() {
        return sql.selectFrom(QUARANTINED_RECORDS)
                .orderBy(QUARANTINED_RECORDS.RECORD_OFFSET)
                .fetch(QUARANTINED_RECORDS.RECORD_OFFSET);
    }
}
