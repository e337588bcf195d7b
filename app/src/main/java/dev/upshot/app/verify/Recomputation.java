package dev.upshot.app.verify;

import static dev.upshot.app.terminal.Numbers.grouped;

import dev.upshot.app.Progress;
import dev.upshot.app.verify.VerifyReport.Counts;
import dev.upshot.event.PlanVersion;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The steps from loaded records to differences, each a file of SQL in the scratch schema. */
final class Recomputation {

    private static final int DIFFERENCES_SHOWN = 20;

    private static final List<String> TO_LIFTS = List.of(
            "01_intake.sql",
            "02_subjects.sql",
            "02_arrival.sql",
            "03_facts.sql",
            "04_corrections.sql",
            "05_units.sql",
            "06_joins.sql",
            "07_credit.sql",
            "08_values.sql",
            "09_cells.sql",
            "10_lifts.sql");
    private static final List<String> FROM_LIFTS =
            List.of("11_figures.sql", "12_restatements.sql", "13_health.sql", "13_ledger.sql");

    private final Scratch scratch;
    private final Collection<PlanVersion> plans;

    private Recomputation(Scratch scratch, Collection<PlanVersion> plans) {
        this.scratch = scratch;
        this.plans = plans;
    }

    /** Creates the tables that take the plans and records, and loads the plans. */
    static Recomputation in(Scratch scratch, Collection<PlanVersion> plans) throws SQLException {
        scratch.step("00_tables.sql");
        PlanTables.load(scratch.connection(), plans);
        return new Recomputation(scratch, plans);
    }

    /**
     * From the loaded records to the expected refusals, cells, lifts, restatements and join health.
     *
     * @param progress hears of each step before it begins
     */
    void compute(Progress progress) throws SQLException {
        int steps = TO_LIFTS.size() + FROM_LIFTS.size();
        int done = 0;
        for (String step : TO_LIFTS) {
            progress.at(done++, steps, "steps");
            scratch.step(step);
        }
        Lifts.fill(scratch.connection(), plans);
        for (String step : FROM_LIFTS) {
            progress.at(done++, steps, "steps");
            scratch.step(step);
        }
    }

    /** Compares with the reporting tables. */
    VerifyReport compare(long events, List<String> notes) throws SQLException {
        scratch.step("14_differences.sql");
        scratch.step("15_conservation.sql");
        List<Difference> first = new ArrayList<>();
        long all = 0;
        Connection connection = scratch.connection();
        try (PreparedStatement select =
                        connection.prepareStatement("select what, key, field, expected, found, count(*) over ()"
                                + " from difference order by place, key, field limit " + DIFFERENCES_SHOWN);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                first.add(new Difference(
                        rows.getString(1),
                        rows.getString(2),
                        rows.getString(3),
                        orEmpty(rows.getString(4)),
                        orEmpty(rows.getString(5))));
                all = rows.getLong(6);
            }
        }
        List<String> allNotes = new ArrayList<>(notes);
        noteOfExcess().ifPresent(allNotes::add);
        noteOfErasures().ifPresent(allNotes::add);
        return new VerifyReport(counts(events), Account.in(connection), all, first, allNotes);
    }

    /** The verdicts that are a matter of the order of arrival: they can be recomputed in part. */
    private Optional<String> noteOfExcess() throws SQLException {
        List<String> excess = new ArrayList<>();
        try (Statement select = scratch.connection().createStatement();
                ResultSet rows = select.executeQuery(
                        "select reason, count(*) from refusal where reason in"
                                + " ('journey_full', 'too_many_segment_values', 'too_many_cells') group by reason order by 1")) {
            while (rows.next()) {
                excess.add(rows.getString(1) + " " + grouped(rows.getLong(2)));
            }
        }
        return excess.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "refused beyond a limit of their plan: " + String.join(", ", excess) + ". Which events are"
                                + " in excess depends on the order of their arrival. Taken as found: cells and segment values, and"
                                + " how many events of each topic a full journey took; checked: that each limit was reached, and"
                                + " that these events are the first");
    }

    private Optional<String> noteOfErasures() throws SQLException {
        try (Statement select = scratch.connection().createStatement();
                ResultSet row = select.executeQuery(
                        "select count(distinct (use_case, subject_id)), count(*) from erased_decision")) {
            row.next();
            long subjects = row.getLong(1);
            return subjects == 0
                    ? Optional.empty()
                    : Optional.of("erased: " + grouped(row.getLong(2)) + " decisions of " + grouped(subjects)
                            + (subjects == 1 ? " subject" : " subjects")
                            + " (per use case). Checked: that they are left out of the ledger and its sums, and kept in the"
                            + " cells");
        }
    }

    private Counts counts(long events) throws SQLException {
        try (Statement select = scratch.connection().createStatement();
                ResultSet row = select.executeQuery("select (select count(*) from expected_cell),"
                        + " (select count(*) from expected_kpi_cell), (select count(*) from expected_lift),"
                        + " (select count(*) from expected_restatement), (select count(*) from expected_health),"
                        + " (select count(*) from refusal), (select count(*) from expected_decision)")) {
            row.next();
            return new Counts(
                    events,
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6),
                    row.getLong(7));
        }
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
