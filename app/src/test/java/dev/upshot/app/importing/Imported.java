package dev.upshot.app.importing;

import dev.upshot.app.PlainMeasurement;
import dev.upshot.app.publish.History;
import dev.upshot.app.publish.RecordingPublisher;
import dev.upshot.streams.plan.Plan;
import java.nio.file.Path;
import java.util.List;

/**
 * Files imported and measured in memory, without broker and database.
 *
 * @param summary what the import says
 * @param publisher holds the events
 */
public record Imported(ImportSummary summary, RecordingPublisher publisher) {

    /** Imports files; the rejects go into a folder for the purpose. */
    public static Imported of(Path mapping, List<Path> files, Path scratch) {
        RecordingPublisher publisher = new RecordingPublisher();
        ImportSummary summary = ImportRun.run(
                Mapping.read(mapping),
                files,
                scratch.resolve("rejects.csv"),
                publisher,
                History.OPEN,
                (done, total, unit) -> {});
        return new Imported(summary, publisher);
    }

    /** The events as the plan counts them. */
    public PlainMeasurement measuredBy(Plan plan) {
        PlainMeasurement measurement = new PlainMeasurement(plan);
        publisher.events().forEach(event -> measurement.add(event.value()));
        return measurement;
    }
}
