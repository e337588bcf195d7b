package dev.upshot.app.plans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.upshot.app.CommandFailure;
import dev.upshot.app.Target;
import dev.upshot.app.pipeline.RealServices;
import dev.upshot.app.stack.Kafka;
import dev.upshot.app.stack.TopicPartitions;
import dev.upshot.app.stack.TopicSetup;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.yaml.PlanReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCatalogIT {
    private static final String YAML = """
            use_case: claims
            version: 1
            arms: {by: variant, baseline: human, candidates: [model]}
            design: {kind: randomized}
            lateness: P2D
            kpis:
              - {name: quality, outcome: correct, type: binary, window: P14D, better: higher}
            inference: {alpha: 0.05, method: fixed}
            """;

    @TempDir
    private static Path directory;

    private static RealServices services;

    @BeforeAll
    static void start() {
        services = new RealServices(directory);
    }

    @AfterAll
    static void stop() {
        services.close();
    }

    @Test
    void plans_published_together_are_a_generation_and_publishing_them_again_changes_nothing() {
        PlanCatalog catalog = new PlanCatalog(withTopics("again.", 2));
        Plan plan = plan(YAML);

        Map<String, List<Plan>> first = catalog.publish(List.of(plan));
        Map<String, List<Plan>> again = catalog.publish(List.of(plan(YAML + "# a comment\n")));

        assertThat(first).hasSize(1);
        assertThat(again.keySet()).isEqualTo(first.keySet());
        assertThat(catalog.publish(List.of()).keySet()).isEqualTo(first.keySet());
    }

    @Test
    void a_new_version_is_a_generation_beside_the_old_one() {
        PlanCatalog catalog = new PlanCatalog(withTopics("versions.", 2));
        catalog.publish(List.of(plan(YAML)));

        assertThat(catalog.publish(List.of(plan(YAML.replace("version: 1", "version: 2"))))
                        .values())
                .extracting(plans -> plans.get(0).id())
                .containsExactly("claims v1", "claims v2");
    }

    @Test
    void a_published_plan_cannot_be_changed_under_its_version() {
        PlanCatalog catalog = new PlanCatalog(withTopics("changed.", 2));
        catalog.publish(List.of(plan(YAML)));

        assertThatThrownBy(() -> catalog.publish(List.of(plan(YAML.replace("P14D", "P7D")))))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContainingAll("claims v1", "changed.plans", "give it version 2")
                .extracting(failure -> ((CommandFailure) failure).exitCode())
                .isEqualTo(2);
    }

    @Test
    void missing_topics_get_the_partitions_of_those_that_exist() {
        Target target = services.target("partly.");
        try (Admin admin = Kafka.admin(target)) {
            create(admin, "partly.outcomes", 3);

            assertThat(new TopicSetup(admin, target.topics()).ensure(5).areEqual())
                    .isTrue();
            assertThat(new TopicSetup(admin, target.topics()).partitions())
                    .containsEntry("partly.decisions", 3)
                    .containsEntry("partly.lifts", 3)
                    .containsEntry("partly.plans", 1)
                    .containsEntry("partly.quarantine", 1);
        }
    }

    @Test
    void inputs_with_unequal_partitions_do_for_plans_that_repartition_and_for_no_others() {
        Target target = services.target("unequal.");
        try (Admin admin = Kafka.admin(target)) {
            create(admin, "unequal.decisions", 2);
            create(admin, "unequal.outcomes", 3);

            TopicPartitions partitions = new TopicSetup(admin, target.topics()).ensure(2);

            assertThat(partitions.ofInputs()).containsExactly(2, 3, 3);
            assertThat(partitions.measuring()).isEqualTo(3);
            partitions.require(List.of(plan(YAML + "repartition: true\n")));
            assertThatThrownBy(() -> partitions.require(List.of(plan(YAML))))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContainingAll(
                            "claims v1", "unequal.decisions 2, unequal.outcomes 3", "set repartition: true")
                    .extracting(failure -> ((CommandFailure) failure).exitCode())
                    .isEqualTo(2);
        }
    }

    @Test
    void cells_and_lifts_with_unequal_partitions_are_refused_with_their_counts() {
        Target target = services.target("outputs.");
        try (Admin admin = Kafka.admin(target)) {
            create(admin, "outputs.cells", 2);
            create(admin, "outputs.lifts", 3);

            assertThatThrownBy(() -> new TopicSetup(admin, target.topics()).ensure(2))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("outputs.cells and outputs.lifts")
                    .hasMessageContaining("have 2 and 3");
        }
    }

    private static Target withTopics(String prefix, int partitions) {
        Target target = services.target(prefix);
        try (Admin admin = Kafka.admin(target)) {
            new TopicSetup(admin, target.topics()).ensure(partitions);
        }
        return target;
    }

    private static void create(Admin admin, String topic, int partitions) {
        Kafka.await(admin.createTopics(List.of(new NewTopic(topic, Optional.of(partitions), Optional.empty())))
                .all());
        await().atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .until(() -> Kafka.await(admin.describeTopics(List.of(topic)).allTopicNames())
                        .containsKey(topic));
    }

    private static Plan plan(String yaml) {
        return PlanReader.parse(yaml, "plan.yaml");
    }
}
