package dev.upshot.streams.topology;

import dev.upshot.event.QuarantinedRecord;
import dev.upshot.streams.intake.Admission;
import dev.upshot.streams.intake.MeasuredPlan;
import dev.upshot.streams.routing.Waybill;
import dev.upshot.streams.topology.published.RowKey;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A refused record as it is published: where it came from, why, and its original bytes. */
final class Quarantine {

    private Quarantine() {}

    static String key(@Nullable MeasuredPlan plan, Arrival arrival) {
        Waybill origin = arrival.origin();
        return RowKey.ofQuarantined(arrival.topic(), origin.partition(), origin.offset(), useCase(plan), version(plan));
    }

    static QuarantinedRecord record(String generation, Admission.Refused refused, Arrival arrival) {
        Waybill origin = arrival.origin();
        return new QuarantinedRecord(
                generation,
                arrival.topic(),
                origin.partition(),
                origin.offset(),
                Instant.ofEpochMilli(arrival.observed()),
                useCase(refused.plan()),
                version(refused.plan()),
                refused.reason().code(),
                refused.reason().detail(),
                buffer(origin.key()),
                buffer(arrival.value()),
                refused.unknown());
    }

    private static String useCase(@Nullable MeasuredPlan plan) {
        return plan == null ? "" : plan.plan().useCase();
    }

    private static int version(@Nullable MeasuredPlan plan) {
        return plan == null ? 0 : plan.plan().version();
    }

    private static @Nullable ByteBuffer buffer(byte @Nullable [] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes);
    }
}
