package dev.upshot.app.verify;

import static dev.upshot.app.terminal.Numbers.grouped;

import dev.upshot.app.terminal.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * The answer of a verification.
 *
 * @param counts how much was recomputed
 * @param account what became of the events
 * @param differenceCount how many differences there are in all
 * @param differences the first of them
 * @param notes what to know about the answer, one sentence each
 */
public record VerifyReport(
        Counts counts, Account account, long differenceCount, List<Difference> differences, List<String> notes) {

    /**
     * How much was recomputed.
     *
     * @param events records read from the event topics
     * @param cells cells
     * @param kpiCells cells times KPIs
     * @param lifts lifts
     * @param restatements what corrections changed: cells times KPIs times causes
     * @param healthDays days of join health, per plan version
     * @param quarantined rows of the quarantine
     * @param ledgerDecisions single decisions, under plans with a ledger
     */
    public record Counts(
            long events,
            long cells,
            long kpiCells,
            long lifts,
            long restatements,
            long healthDays,
            long quarantined,
            long ledgerDecisions) {}

    public VerifyReport {
        differences = List.copyOf(differences);
        notes = List.copyOf(notes);
    }

    /** The same answer with one more note. */
    VerifyReport noting(String note) {
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new VerifyReport(counts, account, differenceCount, differences, more);
    }

    /** Whether the reporting database holds exactly what the events say. */
    public boolean matches() {
        return differenceCount == 0;
    }

    /**
     * Short text for people: one line if all matches, else the first differences as a table; then the notes; at last what
     * became of the events. Ends without newline.
     */
    public String render() {
        String scope =
                "%s cells, %s KPI cells, %s lifts, %s restatements, %s days of join health and %s quarantined records"
                        .formatted(
                                grouped(counts.cells()),
                                grouped(counts.kpiCells()),
                                grouped(counts.lifts()),
                                grouped(counts.restatements()),
                                grouped(counts.healthDays()),
                                grouped(counts.quarantined()));
        String ledger = counts.ledgerDecisions() == 0
                ? ""
                : ", and " + grouped(counts.ledgerDecisions()) + " decisions of the ledger";
        String read = ledger + " (" + grouped(counts.events()) + " events read)";
        List<String> lines = new ArrayList<>();
        if (matches()) {
            lines.add("✓ recomputation matches all " + scope + read);
        } else {
            addDifferences(lines, scope + read);
        }
        notes.forEach(note -> lines.add("note: " + note));
        lines.add(account.line());
        return String.join(System.lineSeparator(), lines);
    }

    private void addDifferences(List<String> lines, String scope) {
        lines.add("✗ the reporting tables differ in " + grouped(differenceCount) + " places from the recomputed "
                + scope);
        Table table = Table.of("WHAT", "KEY", "FIELD", "EXPECTED", "FOUND");
        for (Difference difference : differences) {
            table.row(
                    difference.what(), difference.key(), difference.field(), difference.expected(), difference.found());
        }
        table.lines().forEach(line -> lines.add("  " + line));
        if (differenceCount > differences.size()) {
            lines.add("… and " + grouped(differenceCount - differences.size()) + " more");
        }
    }
}
