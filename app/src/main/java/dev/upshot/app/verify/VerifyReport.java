package dev.upshot.app.verify;

import java.util.List;
import java.util.Locale;

/**
 * The answer of a verification.
 *
 * @param counts how much was recomputed
 * @param differenceCount how many differences there are in all
 * @param differences the first of them
 * @param notes what may explain differences, one sentence each
 */
public record VerifyReport(Counts counts, long differenceCount, List<Difference> differences, List<String> notes) {

    /**
     * How much was recomputed.
     *
     * @param events records read from the event topics
     * @param cells cells
     * @param kpiCells cells times KPIs
     * @param lifts lifts
     * @param quarantined rows of the quarantine
     */
    public record Counts(long events, long cells, long kpiCells, long lifts, long quarantined) {}

    public VerifyReport {
        differences = List.copyOf(differences);
        notes = List.copyOf(notes);
    }

    /** Whether the reporting database holds exactly what the events say. */
    public boolean matches() {
        return differenceCount == 0;
    }

    /** Short text for people: one line if all matches, else the first differences as a table. Ends without newline. */
    public String render() {
        String scope = String.format(
                Locale.ROOT,
                "%,d cells, %,d KPI cells, %,d lifts and %,d quarantined records",
                counts.cells(),
                counts.kpiCells(),
                counts.lifts(),
                counts.quarantined());
        if (matches()) {
            return String.format(
                    Locale.ROOT, "✓ recomputation matches all %s (%,d events read)", scope, counts.events());
        }
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "✗ recomputation differs from the reporting tables in %,d places (expected %s; %,d events read)",
                differenceCount,
                scope,
                counts.events()));
        DifferenceTable.append(text, differences);
        if (differenceCount > differences.size()) {
            text.append(String.format(Locale.ROOT, "%n… and %,d more", differenceCount - differences.size()));
        }
        notes.forEach(note -> text.append(System.lineSeparator()).append("note: ").append(note));
        return text.toString();
    }
}
