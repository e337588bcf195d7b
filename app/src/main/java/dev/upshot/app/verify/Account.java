package dev.upshot.app.verify;

import static dev.upshot.app.terminal.Numbers.grouped;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of the events that were read; each is counted once. Where several plans judge one event it is what it is for the plan that uses
 * it most, in the order of the fields.
 *
 * @param measured facts that count
 * @param outdone facts that another one outdid: earlier versions, and what was amended, cancelled or replaced
 * @param repeated records that tell a fact again
 * @param waiting events without a subject whose decision may still come
 * @param quarantined events that every plan they concern refused
 * @param unaccounted events of which nothing tells what became; 0 unless something is wrong
 * @param twice events that are measured and lie in quarantine, for one plan; 0 unless something is wrong
 */
public record Account(
        long measured, long outdone, long repeated, long waiting, long quarantined, long unaccounted, long twice) {

    /** Reads it from the scratch schema after the step {@code 15_conservation.sql}. */
    static Account in(Connection connection) throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("select "
                        + String.join(
                                ", ",
                                List.of(
                                        count("measured"),
                                        count("outdone"),
                                        count("repeated"),
                                        count("waiting"),
                                        count("quarantined"),
                                        count("unaccounted"),
                                        count("twice")))
                        + " from event_account")) {
            row.next();
            return new Account(
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6),
                    row.getLong(7));
        }
    }

    private static String count(String what) {
        return "count(*) filter (where class = '" + what + "')";
    }

    /** How many events there are. */
    public long events() {
        return measured + outdone + repeated + waiting + quarantined + unaccounted + twice;
    }

    /** One line for people; what there is none of is left out, unless its being none is the news. */
    String line() {
        List<String> parts = new ArrayList<>();
        parts.add(grouped(measured) + " measured");
        some(parts, outdone, " outdone by a correction");
        some(parts, repeated, " repeated");
        some(parts, waiting, " waiting");
        some(parts, quarantined, " quarantined");
        some(parts, twice, " counted twice");
        parts.add(grouped(unaccounted) + " unaccounted");
        return grouped(events()) + " events: " + String.join(" · ", parts);
    }

    private static void some(List<String> parts, long number, String what) {
        if (number > 0) {
            parts.add(grouped(number) + what);
        }
    }
}
