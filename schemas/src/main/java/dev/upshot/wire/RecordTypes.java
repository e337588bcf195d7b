package dev.upshot.wire;

import dev.upshot.event.CellPartial;
import dev.upshot.event.DecisionEvent;
import dev.upshot.event.FalsePositiveMeter;
import dev.upshot.event.JoinHealthPartial;
import dev.upshot.event.LedgerEntry;
import dev.upshot.event.Lift;
import dev.upshot.event.OutcomeEvent;
import dev.upshot.event.PlanVersion;
import dev.upshot.event.Progress;
import dev.upshot.event.QuarantinedRecord;
import dev.upshot.event.RestatementPartial;
import dev.upshot.event.ReviewEvent;
import dev.upshot.event.ScorecardClaim;
import dev.upshot.event.SubjectErasure;
import dev.upshot.event.TrustCheck;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The records that travel as values, by full name. The list is closed on purpose: a schema from the registry chooses
 * among these and never names a class to load.
 */
final class RecordTypes {

    private static final Map<String, Schema> BY_NAME = Stream.of(
                    DecisionEvent.getClassSchema(),
                    OutcomeEvent.getClassSchema(),
                    ReviewEvent.getClassSchema(),
                    PlanVersion.getClassSchema(),
                    CellPartial.getClassSchema(),
                    RestatementPartial.getClassSchema(),
                    JoinHealthPartial.getClassSchema(),
                    LedgerEntry.getClassSchema(),
                    Lift.getClassSchema(),
                    TrustCheck.getClassSchema(),
                    FalsePositiveMeter.getClassSchema(),
                    Progress.getClassSchema(),
                    QuarantinedRecord.getClassSchema(),
                    ScorecardClaim.getClassSchema(),
                    SubjectErasure.getClassSchema())
            .collect(Collectors.toUnmodifiableMap(Schema::getFullName, Function.identity()));

    private RecordTypes() {}

    /** Returns the schema of the generated class with that full name, or null if there is none. */
    static @Nullable Schema named(String fullName) {
        return BY_NAME.get(fullName);
    }

    /** Returns the full names, sorted and joined with commas, for messages. */
    static String names() {
        return String.join(", ", new TreeSet<>(BY_NAME.keySet()));
    }
}
