package dev.upshot.streams.topology;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.upshot.event.CellPartial;
import dev.upshot.event.JoinHealthPartial;
import dev.upshot.event.Progress;
import dev.upshot.event.RestatementPartial;

/** Keys of the published topics: compact JSON arrays of the fields that identify a row. */
final class RowKey {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RowKey() {}

    static String of(CellPartial cell) {
        ArrayNode key = array().add("cell")
                .add(cell.getUseCase())
                .add(cell.getPlanVersion())
                .add(cell.getArm())
                .add(cell.getCohortDay().toString());
        cell.getSegments().forEach(key.addArray()::add);
        return key.add(cell.getSourcePartition()).toString();
    }

    static String of(RestatementPartial restatement) {
        ArrayNode key = array().add("restatement")
                .add(restatement.getUseCase())
                .add(restatement.getPlanVersion())
                .add(restatement.getArm())
                .add(restatement.getCohortDay().toString());
        restatement.getSegments().forEach(key.addArray()::add);
        return key.add(restatement.getKpi())
                .add(restatement.getCause())
                .add(restatement.getSourcePartition())
                .toString();
    }

    static String of(JoinHealthPartial health) {
        return array().add("health")
                .add(health.getUseCase())
                .add(health.getPlanVersion())
                .add(health.getEventDay().toString())
                .add(health.getSourcePartition())
                .toString();
    }

    static String of(Progress progress) {
        return array().add("progress")
                .add(progress.getGeneration())
                .add(progress.getStage().name())
                .add(progress.getSourcePartition())
                .add(progress.getThroughPartition())
                .toString();
    }

    static String ofLift(String useCase, int version, String kpi, String arm, String dimension, String value) {
        return array().add("lift")
                .add(useCase)
                .add(version)
                .add(kpi)
                .add(arm)
                .add(dimension)
                .add(value)
                .toString();
    }

    static String ofQuarantined(String topic, int partition, long offset, String useCase, int version) {
        return array().add(topic)
                .add(partition)
                .add(offset)
                .add(useCase)
                .add(version)
                .toString();
    }

    /** The use case in the key of a row that has one. */
    static String useCase(String key) {
        try {
            return JSON.readTree(key).get(1).asText();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("key of a row: not a JSON array", e);
        }
    }

    private static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }
}
