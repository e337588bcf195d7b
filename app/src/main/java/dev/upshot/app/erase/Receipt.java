package dev.upshot.app.erase;

import dev.upshot.sink.table.Erasure.Erased;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What was erased and what was not. Holds digests and no ids, so it may be filed.
 *
 * @param subjects how many were asked for
 * @param erased for each of them, in one order, and each use case, what has gone from the database; each has a record on the topic of erasures
 * @param buried entries of the ledger's topic that got a tombstone; the broker takes them away when it compacts
 * @param keepings topics out of which no single record can be taken
 */
public record Receipt(int subjects, List<Erased> erased, int buried, List<Keeping> keepings) {

    /** What stays, whatever the topics' settings. */
    public static final List<String> STAYS = List.of(
            "sums of cells, lifts and readings: they name nobody; sums over the ledger lose these decisions",
            "entries in the ledger's topic: until the broker compacts it",
            "the digest in ops.erasures and on the topic of erasures: it keeps what was erased from coming back, in a database built anew too",
            "use cases whose first plan is published later: erase again then",
            "the state of the measuring and its changelogs: until the last window of the subject's decisions is final",
            "backups and files that were written before: a matter of whoever keeps them");

    public Receipt {
        erased = List.copyOf(erased);
        keepings = List.copyOf(keepings);
    }

    /** Of how many subjects something has gone from the database: an id that is none, or was erased before, is not among them. */
    public int found() {
        Map<String, Integer> told = new HashMap<>();
        Set<Integer> found = new HashSet<>();
        for (Erased one : erased) {
            int subject = told.merge(one.useCase(), 1, Integer::sum);
            if (one.decisions() + one.outcomes() > 0) {
                found.add(subject);
            }
        }
        return found.size();
    }

    /** For people. */
    public List<String> render() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "erased %,d subject%s, found in the database: %,d; %,d decisions and %,d attributed outcomes from the database; %,d tombstones into the ledger's"
                        + " topic; %,d record%s into the topic of erasures",
                subjects,
                subjects == 1 ? "" : "s",
                found(),
                erased.stream().mapToLong(Erased::decisions).sum(),
                erased.stream().mapToLong(Erased::outcomes).sum(),
                buried,
                erased.size(),
                erased.size() == 1 ? "" : "s"));
        for (Erased one : erased) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %s  %s  %s  %,d decisions, %,d outcomes",
                    one.erasedAt(),
                    one.useCase(),
                    one.digest(),
                    one.decisions(),
                    one.outcomes()));
        }
        if (erased.isEmpty()) {
            lines.add(
                    "  the database knows no plan: nothing was remembered, and what comes later is written; erase again then");
        }
        lines.add("not erased:");
        keepings.forEach(keeping -> lines.add("  events in " + keeping.render()));
        STAYS.forEach(what -> lines.add("  " + what));
        return lines;
    }
}
