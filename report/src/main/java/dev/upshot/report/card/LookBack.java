package dev.upshot.report.card;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a scorecard of an earlier moment can no longer tell, because the database keeps its latest state only.
 *
 * @param moment the moment
 * @param checks trust checks that were made again since
 * @param meters false-positive meters that were read again since
 */
public record LookBack(Instant moment, long checks, long meters) {

    /** What is missing, as sentences. */
    public String sentence() {
        List<String> untold = new ArrayList<>();
        if (checks > 0) {
            untold.add(counted(checks, "data check"));
        }
        if (meters > 0) {
            untold.add(counted(meters, "false-positive meter"));
        }
        String since = untold.isEmpty()
                ? ""
                : " Read again since, so that their state of then is not known and they are left out: "
                        + String.join(", ", untold) + ".";
        return "What was official at " + moment + "." + since
                + " Live readings and the quarantine of then are not kept.";
    }

    private static String counted(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
