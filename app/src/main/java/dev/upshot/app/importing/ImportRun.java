package dev.upshot.app.importing;

import dev.upshot.app.Progress;
import dev.upshot.app.Target;
import dev.upshot.app.publish.EventKind;
import dev.upshot.app.publish.History;
import dev.upshot.app.publish.KafkaPublisher;
import dev.upshot.app.publish.Publisher;
import dev.upshot.app.publish.TimedEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Imports CSV files: reads rows in the order of the files, has the mapping make events of them, publishes these and
 * writes down what was refused. Importing the same files again is harmless, because the events have the same ids.
 */
public final class ImportRun {

    private static final int SHOWN_REJECTIONS = 10;
    private static final int PROGRESS_EVERY = 4096;

    private final Mapping mapping;
    private final Header header;
    private final Publisher publisher;
    private final PassedTime passed;
    private final Rejects rejects;
    private final Progress progress;
    private final Map<EventKind, Long> events = new EnumMap<>(EventKind.class);
    private final List<String> firstRejections = new ArrayList<>();
    private long rows;
    private long unmatched;
    private long afterFinal;
    private long lastObserved;

    private ImportRun(
            Mapping mapping,
            Header header,
            Publisher publisher,
            PassedTime passed,
            Rejects rejects,
            Progress progress) {
        this.mapping = mapping;
        this.header = header;
        this.publisher = publisher;
        this.passed = passed;
        this.rejects = rejects;
        this.progress = progress;
        for (EventKind kind : EventKind.values()) {
            events.put(kind, 0L);
        }
    }

    /**
     * Imports into a broker's topics, which must exist. Mapping and headers are checked before anything is written.
     *
     * @param mapping the mapping's YAML
     * @param files CSV files with the same header, plain or gzip
     * @param rejects where to write refused rows; not there yet or empty, and not touched if nothing is refused
     * @param history whether more of the same time may follow; if not, time passes in the log up to the last observed
     *     time, and what is earlier by more than a plan's lateness is refused from then on
     * @param progress hears the number of rows
     * @throws MappingException if the mapping is wrong or names columns the files have not
     * @throws ImportException if a file cannot be read or written, or there is something in that of the rejects
     * @throws dev.upshot.app.publish.PublishException if the broker or the registry refuses the events
     */
    public static ImportSummary run(
            Path mapping, List<Path> files, Path rejects, Target target, History history, Progress progress) {
        Mapping read = Mapping.read(mapping);
        Header header = commonHeader(read, files);
        PassedTime passed = PassedTime.in(target);
        try (Publisher publisher = KafkaPublisher.to(target)) {
            return run(read, header, files, rejects, publisher, passed, history, progress);
        }
    }

    /** Imports into any publisher, which stays open. */
    static ImportSummary run(
            Mapping mapping, List<Path> files, Path rejects, Publisher publisher, History history, Progress progress) {
        return run(
                mapping,
                commonHeader(mapping, files),
                files,
                rejects,
                publisher,
                PassedTime.UNKNOWN,
                history,
                progress);
    }

    private static ImportSummary run(
            Mapping mapping,
            Header header,
            List<Path> files,
            Path rejectsFile,
            Publisher publisher,
            PassedTime passed,
            History history,
            Progress progress) {
        refuseToReplace(files, rejectsFile);
        try (Rejects rejects = new Rejects(rejectsFile, mapping.csv(), header)) {
            ImportRun run = new ImportRun(mapping, header, publisher, passed, rejects, progress);
            for (Path file : files) {
                String name = file.getFileName().toString();
                CsvFiles.visit(file, mapping.csv(), (line, number, cells) -> run.row(name, line, number, cells));
            }
            progress.at(run.rows, Progress.UNKNOWN, "rows");
            if (history == History.COMPLETE && run.lastObserved > 0) {
                publisher.tick(Instant.ofEpochMilli(run.lastObserved));
            }
            return run.summary(rejectsFile);
        }
    }

    private static Header commonHeader(Mapping mapping, List<Path> files) {
        if (files.isEmpty()) {
            throw new ImportException("no file to import; name at least one CSV file");
        }
        Header first = CsvFiles.header(files.get(0), mapping.csv());
        mapping.check(first, files.get(0));
        for (Path file : files.subList(1, files.size())) {
            Header other = CsvFiles.header(file, mapping.csv());
            if (!other.equals(first)) {
                throw new ImportException(file + ":1: its columns are " + other + " but those of " + files.get(0)
                        + " are " + first + "; import files of different make one after the other");
            }
        }
        return first;
    }

    private static void refuseToReplace(List<Path> files, Path rejects) {
        for (Path file : files) {
            if (file.toAbsolutePath()
                    .normalize()
                    .equals(rejects.toAbsolutePath().normalize())) {
                throw new ImportException(
                        rejects + " is to be imported and cannot hold the rejects; name another file for them");
            }
        }
    }

    private void row(String file, long line, long number, List<String> cells) {
        rows++;
        if (rows % PROGRESS_EVERY == 0) {
            progress.at(rows, Progress.UNKNOWN, "rows");
        }
        try {
            List<TimedEvent> told = mapping.events(wellFormed(file, line, number, cells));
            if (told.isEmpty()) {
                unmatched++;
            }
            for (TimedEvent event : told) {
                publisher.publish(event);
                afterFinal += passed.isFinalFor(event) ? 1 : 0;
                lastObserved = Math.max(lastObserved, event.observedAt());
                events.merge(event.kind(), 1L, Long::sum);
            }
        } catch (BadRowException e) {
            rejects.add(file, line, e.reason(), cells);
            if (firstRejections.size() < SHOWN_REJECTIONS) {
                firstRejections.add(file + ":" + line + ": " + e.reason());
            }
        }
    }

    private Row wellFormed(String file, long line, long number, List<String> cells) throws BadRowException {
        if (cells.size() != header.size()) {
            throw new BadRowException("has " + cells.size() + " cells, the header " + header.size());
        }
        for (int i = 0; i < cells.size(); i++) {
            // What a decoder leaves where bytes were not of the charset: the original is lost.
            if (cells.get(i).indexOf('\uFFFD') >= 0) {
                throw new BadRowException("column " + header.names().get(i) + ": not written in "
                        + mapping.csv().charset());
            }
        }
        return new Row(file, line, number, header, cells);
    }

    private ImportSummary summary(Path rejectsFile) {
        return new ImportSummary(
                Map.copyOf(events),
                rows,
                rejects.count(),
                unmatched,
                afterFinal,
                rejects.count() == 0 ? null : rejectsFile,
                List.copyOf(firstRejections));
    }
}
