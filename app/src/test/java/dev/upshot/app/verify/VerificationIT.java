package dev.upshot.app.verify;

import static dev.upshot.app.verify.Events.at;
import static dev.upshot.app.verify.Events.decision;
import static dev.upshot.app.verify.Events.outcome;
import static dev.upshot.app.verify.Events.plan;
import static dev.upshot.app.verify.Events.quality;
import static dev.upshot.app.verify.Events.review;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.upshot.app.Progress;
import dev.upshot.app.Target;
import dev.upshot.app.pipeline.RealServices;
import dev.upshot.app.stack.TopicSetup;
import dev.upshot.event.PlanVersion;
import dev.upshot.event.Verdict;
import dev.upshot.sink.database.ReportingDatabase;
import dev.upshot.wire.WireFormat;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import javax.sql.DataSource;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** Verification and draining over a real broker, registry and database, without the pipeline between them. */
class VerificationIT {

    private static final int PARTITIONS = 3;
    private static final Progress UNHEARD = (done, total, unit) -> {};

    @TempDir
    static Path directory;

    private static RealServices services;

    @BeforeAll
    static void start() {
        services = new RealServices(directory);
    }

    @AfterAll
    static void stop() {
        services.close();
    }

    /** Topics and tables under one name, and a producer of whatever a test wants to send. */
    private static final class Site implements AutoCloseable {

        final Target target;
        final DataSource database;
        final Admin admin;
        private final Map<String, Object> config = new HashMap<>();
        private final List<ProducerRecord<byte[], byte[]>> underWay = new ArrayList<>();
        KafkaProducer<byte[], byte[]> producer;
        final Serializer<SpecificRecord> serializer;

        Site(String name) throws ExecutionException, InterruptedException {
            target = services.target(name + ".");
            database = services.newDatabase(name);
            ReportingDatabase.migrate(database);
            admin = Admin.create(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, target.bootstrapServers()));
            admin.createTopics(target.topics().all().stream()
                            .map(topic -> new NewTopic(topic, partitions(topic), (short) 1)
                                    .configs(Map.of("retention.ms", "-1")))
                            .toList())
                    .all()
                    .get();
            // What the controller has made is not at once known to the broker.
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> new TopicSetup(admin, target.topics())
                            .partitions()
                            .keySet()
                            .containsAll(target.topics().all()));
            config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, target.bootstrapServers());
            config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, name);
            producer = newProducer();
            serializer = WireFormat.of(target.wire()).serializer();
        }

        private KafkaProducer<byte[], byte[]> newProducer() {
            KafkaProducer<byte[], byte[]> created =
                    new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
            created.initTransactions();
            return created;
        }

        private int partitions(String topic) {
            return topic.equals(target.topics().plans()) ? 1 : PARTITIONS;
        }

        Site send(String topic, String key, SpecificRecord event) {
            return send(topic, key, serializer.serialize(topic, event));
        }

        Site send(String topic, @Nullable String key, byte @Nullable [] value) {
            byte[] bytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
            return send(new ProducerRecord<>(topic, null, at(0).toEpochMilli(), bytes, value));
        }

        @SuppressWarnings("FutureReturnValueIgnored") // committing the transaction reports what failed
        Site send(ProducerRecord<byte[], byte[]> record) {
            underWay.add(record);
            producer.send(record);
            return this;
        }

        /** Returns when readers can see it, which is a little after the transaction has ended. */
        void commit() {
            try {
                producer.commitTransaction();
            } catch (InvalidTxnStateException e) {
                // Seen of a new broker that was slow: nothing was committed, and the producer is at its end.
                producer.close(Duration.ZERO);
                producer = newProducer();
                producer.beginTransaction();
                underWay.forEach(producer::send);
                producer.commitTransaction();
            }
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> ends(IsolationLevel.READ_COMMITTED).equals(ends(IsolationLevel.READ_UNCOMMITTED)));
        }

        private Map<TopicPartition, Long> ends(IsolationLevel isolation) throws Exception {
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            for (String topic : target.topics().all()) {
                for (int partition = 0; partition < partitions(topic); partition++) {
                    latest.put(new TopicPartition(topic, partition), OffsetSpec.latest());
                }
            }
            Map<TopicPartition, Long> ends = new HashMap<>();
            admin.listOffsets(latest, new ListOffsetsOptions(isolation))
                    .all()
                    .get()
                    .forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        }

        Site begin() {
            underWay.clear();
            producer.beginTransaction();
            return this;
        }

        void execute(String sql) throws SQLException {
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        @Nullable
        String text(String query) throws SQLException {
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(query)) {
                row.next();
                return row.getString(1);
            }
        }

        VerifyReport verify() {
            return Verification.run(new VerifySettings(target, database, UNHEARD));
        }

        @Override
        public void close() {
            producer.close();
            admin.close();
            serializer.close();
        }
    }

    private static PlanVersion planOf(int version) {
        PlanVersion plan = plan(version, quality());
        plan.setYaml("""
                use_case: claims
                version: %d
                arms: {by: variant, baseline: human, candidates: [model]}
                design: {kind: randomized}
                lateness: P2D
                kpis:
                  - {name: quality, type: binary, outcome: correct, window: P1D, better: higher}
                """.formatted(version));
        return plan;
    }

    @Test
    void committedRecordsOfAnyKindAreReadFromTheBeginningToTheEnd() throws Exception {
        try (Site site = new Site("records")) {
            String plans = site.target.topics().plans();
            String decisions = site.target.topics().decisions();
            String outcomes = site.target.topics().outcomes();
            String reviews = site.target.topics().reviews();
            site.begin()
                    .send(plans, "[\"claims\",1]", planOf(1))
                    .send(plans, "[\"claims\",2]", planOf(2))
                    .send(plans, "[\"claims\",2]", (byte[]) null);
            for (int i = 0; i < 50; i++) {
                site.send(decisions, "s" + i, decision("d" + i, "s" + i, i % 2 == 0 ? "human" : "model", 0));
                site.send(outcomes, "s" + i, outcome("o" + i, "s" + i, "correct", "d" + i, 1, i % 3 == 0 ? 1 : 0));
            }
            site.send(reviews, "s1", review("d1", "s1", Verdict.ACCEPTED, 3));
            site.commit();
            site.begin().send(decisions, "s", decision("aborted", "s", "human", 0));
            site.producer.flush();
            site.producer.abortTransaction();
            site.begin()
                    .send(decisions, null, new byte[] {1})
                    .send(decisions, "s", new byte[] {0, 0, 0, 99, 99, 1})
                    .send(decisions, "s", new byte[] {7})
                    .send(decisions, "s", site.serializer.serialize(outcomes, outcome("o", "s", "correct", "d", 0, 1)))
                    .send(reviews, "s", (byte[]) null);
            site.commit();

            VerifyReport report = site.verify();

            assertThat(report.counts()).isEqualTo(new VerifyReport.Counts(106, 2, 2, 1, 0, 1, 5, 0));
            assertThat(report.matches()).isFalse();
            assertThat(report.differences())
                    .filteredOn(d -> d.what().equals("quarantine"))
                    .extracting(Difference::expected)
                    .containsExactlyInAnyOrder(
                            "poison", "unknown_schema", "poison", "incompatible_schema", "null_value");
            assertThat(report.notes())
                    .singleElement()
                    .asString()
                    .contains("no plan has reached the database")
                    .contains("behind by");
            assertThat(site.text(
                            "select format('%s differences, %s of 106 events quarantined, %s notes', difference_count,"
                                    + " quarantined_count, cardinality(notes)) from ops.verifications"))
                    .isEqualTo("%d differences, %d of 106 events quarantined, 1 notes"
                            .formatted(
                                    report.differenceCount(), report.account().quarantined()));
        }
    }

    @Test
    void withoutAPlanThereIsNothingToVerify() throws Exception {
        try (Site site = new Site("planless")) {
            assertThatThrownBy(site::verify)
                    .isInstanceOf(VerifyException.class)
                    .hasMessageContaining("topic planless.plans holds no plan");
        }
    }

    @Test
    void missingTopicsAreNamed() {
        Target target = services.target("nowhere.");
        DataSource database = services.newDatabase("nowhere");
        assertThatThrownBy(() -> Verification.run(new VerifySettings(target, database, UNHEARD)))
                .isInstanceOf(VerifyException.class)
                .hasMessageContaining("nowhere.")
                .hasMessageContaining("check the topic prefix");
    }

    @Test
    void drainingTellsWhichStageLagsUntilNoneDoes() throws Exception {
        try (Site site = new Site("drain")) {
            String decisions = site.target.topics().decisions();
            String cells = site.target.topics().cells();
            int partition = 1;
            site.begin()
                    .send(new ProducerRecord<>(decisions, partition, 0L, new byte[0], new byte[0]))
                    .send(new ProducerRecord<>(decisions, partition, 0L, new byte[0], new byte[0]))
                    .send(new ProducerRecord<>(cells, 0, 0L, new byte[0], new byte[0]));
            site.commit();

            assertThat(lags(site))
                    .containsExactly(
                            "the measuring is behind by 3 offsets (no plan has reached the database: is `upshot run` up?)",
                            "the sink in drain.cells is behind by 2 offsets (is `upshot sink` up?)");

            site.execute("insert into outcome.plan_versions values"
                    + " ('claims', 1, 'g1', 'human', '{model}', '{}', 'randomized', 'decision', 0, 0.05, '', '')");
            site.execute("insert into ops.sink_offsets values ('drain.cells', 0, 2, 1)");
            progress(site, "CELLS", 3);
            assertThat(lags(site))
                    .containsExactly("stage LIFTS of generation g1 is behind by 3 offsets (is `upshot streams` up?)");

            progress(site, "LIFTS", 1);
            assertThat(lags(site))
                    .containsExactly("stage LIFTS of generation g1 is behind by 2 offsets (is `upshot streams` up?)");

            // Offset 2 is the transaction's marker, which no stage ever sees.
            progress(site, "LIFTS", 2);
            assertThat(lags(site)).isEmpty();

            // What led to that progress may be committed and lack its marker where it lies.
            site.begin().send(new ProducerRecord<>(cells, 0, 0L, new byte[0], new byte[0]));
            site.producer.flush();
            assertThat(lags(site))
                    .containsExactly("the sink in drain.cells is behind by 1 offsets (is `upshot sink` up?)");
            site.commit();
        }
    }

    @Test
    void aPlanThatComesToTheDatabaseDuringALookStillLags() throws Exception {
        try (Site site = new Site("meanwhile")) {
            site.begin().send(site.target.topics().plans(), "[\"claims\",2]", planOf(2));
            site.commit();
            site.execute(planOfGeneration(1));
            DataSource meanwhile = onceAskedFor(
                    "ops.sink_offsets",
                    site.database,
                    planOfGeneration(2) + "; insert into ops.sink_offsets values ('meanwhile.plans', 0, 2, 1)");

            assertThat(lags(site, meanwhile))
                    .containsExactly("the sink in meanwhile.plans is behind by 2 offsets (is `upshot sink` up?)");
            assertThat(lags(site)).isEmpty();
        }
    }

    private static String planOfGeneration(int number) {
        return "insert into outcome.plan_versions values ('claims', %1$d, 'g%1$d', 'human', '{model}', '{}',"
                        .formatted(number)
                + " 'randomized', 'decision', 0, 0.05, '', '')";
    }

    /** The database, where this comes in just before a statement with these words is prepared. */
    private static DataSource onceAskedFor(String words, DataSource database, String comes) {
        return new PGSimpleDataSource() {
            private static final long serialVersionUID = 1L;

            @Override
            public Connection getConnection() throws SQLException {
                Connection connection = database.getConnection();
                return (Connection) Proxy.newProxyInstance(
                        VerificationIT.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("prepareStatement")
                                    && String.valueOf(arguments[0]).contains(words)) {
                                try (Connection other = database.getConnection();
                                        Statement statement = other.createStatement()) {
                                    statement.execute(comes);
                                }
                            }
                            return method.invoke(connection, arguments);
                        });
            }
        };
    }

    private static void progress(Site site, String stage, int nextOffset) throws SQLException {
        site.execute("insert into ops.progress select 'g1', '%s', p, q, now(), '{\"drain.decisions\": %d}'"
                        .formatted(stage, nextOffset)
                + " from generate_series(0, 2) p, generate_series(0, 2) q"
                + " on conflict (generation, stage, source_partition, through_partition)"
                + " do update set positions = excluded.positions");
    }

    private static List<String> lags(Site site) {
        return lags(site, site.database);
    }

    private static List<String> lags(Site site, DataSource database) {
        try {
            Drain.await(site.target, database, Duration.ZERO, UNHEARD);
            return List.of();
        } catch (VerifyException e) {
            String message = String.valueOf(e.getMessage());
            return List.of(message.substring(message.indexOf(" s: ") + 4).split("; "));
        }
    }
}
