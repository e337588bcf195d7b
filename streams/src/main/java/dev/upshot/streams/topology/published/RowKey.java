package dev.upshot.streams.topology.published;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.upshot.event.CellPartial;
import dev.upshot.event.FalsePositiveMeter;
import dev.upshot.event.JoinHealthPartial;
import dev.upshot.event.LedgerEntry;
import dev.upshot.event.Lift;
import dev.upshot.event.Progress;
import dev.upshot.event.RestatementPartial;
import dev.upshot.event.TrustCheck;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Keys of the published topics: compact JSON arrays of the fields that identify a row. */
public final class RowKey {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RowKey() {}

    /** A partition's part of a cell. */
    public static String of(CellPartial cell) {
        ArrayNode key = array().add("cell")
                .add(cell.getUseCase())
                .add(cell.getPlanVersion())
                .add(cell.getArm())
                .add(cell.getCohortDay().toString());
        cell.getSegments().forEach(key.addArray()::add);
        return key.add(cell.getSourcePartition()).toString();
    }

    /** A partition's part of what corrections changed in a cell. */
    public static String of(RestatementPartial restatement) {
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

    /** A partition's part of the health of the joins on a day. */
    public static String of(JoinHealthPartial health) {
        return array().add("health")
                .add(health.getUseCase())
                .add(health.getPlanVersion())
                .add(health.getEventDay().toString())
                .add(health.getSourcePartition())
                .toString();
    }

    /** A decision of the ledger. */
    public static String of(LedgerEntry entry) {
        return array().add("decision")
                .add(entry.getUseCase())
                .add(entry.getPlanVersion())
                .add(entry.getDecidedAt().toString())
                .add(entry.getDecisionId())
                .add(HexFormat.of().formatHex(entry.getSubjectDigest().array()))
                .toString();
    }

    /** How far a stage has come through a partition. */
    public static String of(Progress progress) {
        return array().add("progress")
                .add(progress.getGeneration())
                .add(progress.getStage().name())
                .add(progress.getSourcePartition())
                .add(progress.getThroughPartition())
                .toString();
    }

    /** A lift, live or official. */
    static String of(Lift lift) {
        if (lift.getCohortDay() == null) {
            return ofLift(
                    lift.getUseCase(),
                    lift.getPlanVersion(),
                    lift.getKpi(),
                    lift.getArm(),
                    lift.getSegmentDimension(),
                    lift.getSegmentValue());
        }
        return array().add("reading")
                .add(lift.getUseCase())
                .add(lift.getPlanVersion())
                .add(lift.getKpi())
                .add(lift.getArm())
                .add(lift.getSegmentDimension())
                .add(lift.getSegmentValue())
                .add(lift.getCohortDay().toString())
                .toString();
    }

    static String of(TrustCheck check) {
        return array().add("trust")
                .add(check.getUseCase())
                .add(check.getPlanVersion())
                .add(check.getArm())
                .add(check.getKpi())
                .add(check.getCheckName())
                .toString();
    }

    static String of(FalsePositiveMeter meter) {
        return array().add("meter")
                .add(meter.getUseCase())
                .add(meter.getPlanVersion())
                .add(meter.getKpi())
                .toString();
    }

    /** The key of what is told at the close of a day. */
    public static String ofClose(SpecificRecord row) {
        if (row instanceof Lift lift) {
            return of(lift);
        }
        return row instanceof TrustCheck check ? of(check) : of((FalsePositiveMeter) row);
    }

    /** The cell that a partial's key names. */
    public record Cell(String useCase, int planVersion, String arm, int cohortDay, List<String> segments) {}

    /** Reads the key of a partial. */
    public static Cell cell(String key) {
        try {
            JsonNode parts = JSON.readTree(key);
            List<String> segments = new ArrayList<>();
            parts.get(5).forEach(value -> segments.add(value.asText()));
            return new Cell(
                    parts.get(1).asText(),
                    parts.get(2).asInt(),
                    parts.get(3).asText(),
                    (int) LocalDate.parse(parts.get(4).asText()).toEpochDay(),
                    segments);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("key of a partial: not a JSON array", e);
        }
    }

    /** A live lift, also when it goes. */
    public static String ofLift(String useCase, int version, String kpi, String arm, String dimension, String value) {
        return array().add("lift")
                .add(useCase)
                .add(version)
                .add(kpi)
                .add(arm)
                .add(dimension)
                .add(value)
                .toString();
    }

    /** A refused record; of no plan: an empty use case and version 0. */
    public static String ofQuarantined(String topic, int partition, long offset, String useCase, int version) {
        return array().add(topic)
                .add(partition)
                .add(offset)
                .add(useCase)
                .add(version)
                .toString();
    }

    /** The use case in the key of a row that has one. */
    public static String useCase(String key) {
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
