package dev.upshot.report.health;

import java.time.Instant;
import java.util.List;

/**
 * What {@code upshot verify} found when it last ran: whether the reporting tables were what the raw events give, and what
 * became of each event.
 *
 * @param startedAt when it began
 * @param finishedAt when it had compared everything
 * @param differences places in which tables and recomputation differed; 0: none
 * @param cells cells that were recomputed
 * @param lifts lifts that were recomputed
 * @param measured events that are facts and count
 * @param outdone events that another one outdid: amended, cancelled, replaced
 * @param repeated events that tell a fact again
 * @param waiting events whose decision may still come
 * @param quarantined events that every plan they concern refused
 * @param unaccounted events of which nothing tells what became
 * @param twice events that were measured and refused as well
 * @param notes what to know about the answer, one sentence each
 */
public record LastVerification(
        Instant startedAt,
        Instant finishedAt,
        long differences,
        long cells,
        long lifts,
        long measured,
        long outdone,
        long repeated,
        long waiting,
        long quarantined,
        long unaccounted,
        long twice,
        List<String> notes) {

    /** Copies the list. */
    public LastVerification {
        notes = List.copyOf(notes);
    }

    /** Whether every number was what the events give. */
    public boolean matches() {
        return differences == 0;
    }

    /** Whether every event was accounted for, once. */
    public boolean conserves() {
        return unaccounted == 0 && twice == 0;
    }

    /** Every event that was read. */
    public long events() {
        return measured + outdone + repeated + waiting + quarantined + unaccounted + twice;
    }
}
