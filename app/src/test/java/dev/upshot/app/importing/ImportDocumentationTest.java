package dev.upshot.app.importing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.app.RepositoryRoot;
import dev.upshot.app.publish.EventKind;
import dev.upshot.app.publish.History;
import dev.upshot.app.publish.RecordingPublisher;
import dev.upshot.app.publish.TimedEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportDocumentationTest {

    @Test
    void theExampleInTheDocumentationGivesWhatItSays(@TempDir Path directory) throws IOException {
        String page = Files.readString(RepositoryRoot.resolve("docs/import.md"));
        Path csv = Files.writeString(directory.resolve("claims.csv"), block(page, "claims.csv"));
        RecordingPublisher publisher = new RecordingPublisher();

        ImportSummary summary = ImportRun.run(
                Mapping.parse(block(page, "mapping.yaml"), "docs/import.md"),
                List.of(csv),
                directory.resolve("rejects.csv"),
                publisher,
                History.OPEN,
                (done, total, unit) -> {});

        assertThat(summary.firstRejections()).isEmpty();
        assertThat(page).contains("It gives three decisions, five outcomes and one review.");
        assertThat(summary.events())
                .containsEntry(EventKind.DECISION, 3L)
                .containsEntry(EventKind.OUTCOME, 5L)
                .containsEntry(EventKind.REVIEW, 1L);
        // Closed 16:20 in Berlin, adjudication told twelve hours later.
        assertThat(publisher.events())
                .filteredOn(event -> event.kind() == EventKind.OUTCOME)
                .first()
                .extracting(TimedEvent::observedAt)
                .isEqualTo(Instant.parse("2025-10-04T02:20:00Z").toEpochMilli());
    }

    private static String block(String page, String name) {
        Matcher block = Pattern.compile(
                        "<!-- tested: " + Pattern.quote(name) + " -->\n```\\w+\n(.*?)```", Pattern.DOTALL)
                .matcher(page);
        assertThat(block.find()).as("a block named " + name).isTrue();
        return block.group(1);
    }
}
