package dev.upshot.app.importing;

import dev.upshot.app.publish.EventKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an import did. Rows = rows that gave events + {@code rejected} + {@code unmatched}.
 *
 * @param events how many events of each kind were published
 * @param rows how many rows were read, the headers not counted
 * @param rejected how many were refused
 * @param unmatched how many gave no event because no rule's conditions held
 * @param afterFinal how many of the events, as far as is known, every plan refuses because time has passed them in the log
 * @param rejectsFile where the refused rows lie; null if there are none
 * @param firstRejections the first ten refusals, each as {@code file:line: reason}
 */
public record ImportSummary(
        Map<EventKind, Long> events,
        long rows,
        long rejected,
        long unmatched,
        long afterFinal,
        @Nullable Path rejectsFile,
        List<String> firstRejections) {}
