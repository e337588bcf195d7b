package dev.upshot.app.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upshot.app.publish.EventKind;
import dev.upshot.app.publish.History;
import dev.upshot.app.publish.RecordingPublisher;
import dev.upshot.app.publish.TimedEvent;
import dev.upshot.event.OutcomeEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportRunTest {

    private static final String MAPPING = """
            outcomes:
              - when: [{column: x, not_equals: "-"}]
                outcome_id: {template: "o-${id}"}
                subject_id: {column: id}
                outcome: {constant: paid}
                occurred_at: {column: at}
                value: {column: x}
            """;
    private static final String HEADER = "id,at,x\n";
    private static final String AT = "2025-10-01T08:00:00Z";

    @TempDir
    private Path directory;

    private final RecordingPublisher publisher = new RecordingPublisher();

    @Test
    void everyRowEndsAsEventsAsRejectOrAsUnmatched() throws IOException {
        Path file = write("a.csv", HEADER + "1," + AT + ",10\n2," + AT + ",-\n3,yesterday,30\n4," + AT + ",40");

        ImportSummary summary = run(file);

        assertThat(summary.rows()).isEqualTo(4);
        assertThat(summary.events()).containsEntry(EventKind.OUTCOME, 2L).containsEntry(EventKind.DECISION, 0L);
        assertThat(summary.unmatched()).isEqualTo(1);
        assertThat(summary.rejected()).isEqualTo(1);
        assertThat(outcomeIds()).containsExactly("o-1", "o-4");
    }

    @Test
    void aBadRowIsToldWithFileLineAndReasonAndKeptAsItStood() throws IOException {
        Path file = write("a.csv", HEADER + "1," + AT + ",\"1\n0\"\n\"a\"\"b,c\"," + AT + ",twelve\n");

        ImportSummary summary = run(file);

        assertThat(summary.firstRejections())
                .containsExactly(
                        "a.csv:2: outcomes[0].value (column x): not a number (expected for example -12.50)",
                        "a.csv:4: outcomes[0].value (column x): not a number (expected for example -12.50)");
        assertThat(summary.rejectsFile()).isEqualTo(rejects());
        assertThat(rejects()).hasContent("""
                        upshot_file,upshot_line,upshot_reason,id,at,x
                        a.csv,2,outcomes[0].value (column x): not a number (expected for example -12.50),1,2025-10-01T08:00:00Z,"1
                        0"
                        a.csv,4,outcomes[0].value (column x): not a number (expected for example -12.50),"a""b,c",2025-10-01T08:00:00Z,twelve
                        """);
    }

    @Test
    void aMendedRejectsFileIsImportedWithTheSameMapping() throws IOException {
        run(write("a.csv", HEADER + "1," + AT + ",twelve\n"));
        Path mended = mended("mended.csv", "twelve", "12");

        ImportSummary summary = run(mended);

        assertThat(summary.rejected()).isZero();
        assertThat(outcomeIds()).containsExactly("o-1");
    }

    @Test
    void rejectsAreWrittenAsTheMappingSaysFilesAreAndImportedWithItOnceMended() throws IOException {
        String mapping = "csv: {separator: ';', quote: \"'\", charset: ISO-8859-1}\n" + MAPPING;
        Path file = directory.resolve("a.csv");
        Files.writeString(file, "id;at;x\n'M\u00fcller;\"1''';2,5;1\n", StandardCharsets.ISO_8859_1);
        run(mapping, file);

        String rejected = Files.readString(rejects(), StandardCharsets.ISO_8859_1);
        assertThat(rejected)
                .startsWith("upshot_file;upshot_line;upshot_reason;id;at;x")
                .contains(";'M\u00fcller;\"1''';2,5;1");
        Path mended = moved("mended.csv");
        Files.writeString(mended, rejected.replace("2,5", AT), StandardCharsets.ISO_8859_1);

        assertThat(run(mapping, mended).rejected()).isZero();
        assertThat(outcomeIds()).containsExactly("o-M\u00fcller;\"1'");
    }

    @Test
    void rejectsOfMendedRejectsHaveTheNewReasonOnly() throws IOException {
        run(write("a.csv", HEADER + "1," + AT + ",twelve\n2," + AT + ",two\n3\n"));
        Path mended = mended("mended.csv", "twelve", "12");

        run(mended);

        assertThat(rejects()).hasContent("""
                        upshot_file,upshot_line,upshot_reason,id,at,x
                        mended.csv,3,outcomes[0].value (column x): not a number (expected for example -12.50),2,2025-10-01T08:00:00Z,two
                        mended.csv,4,"has 4 cells, the header 6",3
                        """);
        Path again = mended("again.csv", "two", "2");
        assertThat(run(again).rejected()).isEqualTo(1);
        assertThat(outcomeIds()).containsExactly("o-1", "o-2");
    }

    @Test
    void raggedAndEmptyLinesAreRejectedAndNotSkipped() throws IOException {
        Path file = write("a.csv", HEADER + "1," + AT + "\n\n2," + AT + ",1,1\n");

        ImportSummary summary = run(file);

        assertThat(summary.firstRejections())
                .containsExactly(
                        "a.csv:2: has 2 cells, the header 3",
                        "a.csv:3: has 1 cells, the header 3",
                        "a.csv:4: has 4 cells, the header 3");
    }

    @Test
    void aRowThatIsNotWrittenInTheCharsetIsRejected() throws IOException {
        Path file = directory.resolve("latin.csv");
        Files.write(file, (HEADER + "M\u00fcller," + AT + ",1\n").getBytes(StandardCharsets.ISO_8859_1));

        assertThat(run(file).firstRejections()).containsExactly("latin.csv:2: column id: not written in UTF-8");
        moved("of-the-wrong-charset.csv");
        assertThat(run("csv: {charset: ISO-8859-1}\n" + MAPPING, file).rejected())
                .isZero();
        assertThat(outcomeIds()).containsExactly("o-M\u00fcller");
    }

    @Test
    void filesAreReadInTheirOrderPlainOrPackedWithOrWithoutAByteOrderMark() throws IOException {
        Path first = directory.resolve("b.gz.not-by-name");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(first))) {
            out.write(("\uFEFF" + HEADER + "1," + AT + ",1\n").getBytes(StandardCharsets.UTF_8));
        }
        Path second = write("a.csv", HEADER + "2," + AT + ",1\n");

        run(first, second);

        assertThat(outcomeIds()).containsExactly("o-1", "o-2");
    }

    @Test
    void separatorAndQuoteAreTheMappings() throws IOException {
        Path file = write("a.csv", "id;at;x\n'1;1';" + AT + ";2\n");

        run("csv: {separator: ';', quote: \"'\"}\n" + MAPPING, file);

        assertThat(outcomeIds()).containsExactly("o-1;1");
    }

    @Test
    void noRejectsFileIsMadeWhereNothingWasRejected() throws IOException {
        ImportSummary summary = run(write("a.csv", HEADER + "1," + AT + ",1\n"));

        assertThat(summary.rejectsFile()).isNull();
        assertThat(rejects()).doesNotExist();
    }

    @Test
    void rejectsOfAnotherImportAreKeptAndNothingIsImported() throws IOException {
        run(write("a.csv", HEADER + "1," + AT + ",twelve\n"));
        String kept = Files.readString(rejects());
        Path next = write("b.csv", HEADER + "2," + AT + ",1\n3," + AT + ",three\n");

        assertThatThrownBy(() -> run(next))
                .isInstanceOf(ImportException.class)
                .hasMessage(rejects() + " is there and not empty, perhaps with the rejects of another import; move it"
                        + " away or name another file with --rejects");
        assertThat(publisher.events()).isEmpty();
        assertThat(rejects()).hasContent(kept);
    }

    @Test
    void anEmptyFileMayHoldTheRejects() throws IOException {
        Files.createFile(rejects());

        assertThat(run(write("a.csv", HEADER + "1," + AT + ",twelve\n")).rejectsFile())
                .isEqualTo(rejects());
        assertThat(rejects()).isNotEmptyFile();
    }

    @Test
    void rejectsNeverReplaceAFileThatIsImported() throws IOException {
        Path file = write("rejects.csv", HEADER + "1," + AT + ",1\n");

        assertThatThrownBy(() -> run(file))
                .isInstanceOf(ImportException.class)
                .hasMessage(file + " is to be imported and cannot hold the rejects; name another file for them");
        assertThat(file).exists();
    }

    @Test
    void filesOfDifferentMakeAreRefusedBeforeAnythingIsPublished() throws IOException {
        Path first = write("a.csv", HEADER + "1," + AT + ",1\n");
        Path second = write("b.csv", "id,x,at\n2,1," + AT + "\n");

        assertThatThrownBy(() -> run(first, second))
                .isInstanceOf(ImportException.class)
                .hasMessage(second + ":1: its columns are id, x, at but those of " + first
                        + " are id, at, x; import files of different make one after the other");
        assertThat(publisher.events()).isEmpty();
    }

    @Test
    void columnsOfTheSameNameAreRefused() throws IOException {
        Path file = write("a.csv", "id,at,x,at\n");

        assertThatThrownBy(() -> run(file)).hasMessage(file + ":1: columns named more than once: at");
    }

    @Test
    void anEmptyFileIsRefused() throws IOException {
        Path file = write("a.csv", "");

        assertThatThrownBy(() -> run(file)).hasMessage(file + " is empty; its first line must name the columns");
    }

    @Test
    void aFileThatIsNotThereIsToldInOneLine() {
        Path file = directory.resolve("a.csv");

        assertThatThrownBy(() -> run(file))
                .isInstanceOf(ImportException.class)
                .hasMessage("cannot read " + file + ": there is no such file");
    }

    @Test
    void aFileThatIsCutOffIsTold() throws IOException {
        Path file = directory.resolve("a.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write((HEADER + "1," + AT + ",1\n").getBytes(StandardCharsets.UTF_8));
        }
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 12));

        assertThatThrownBy(() -> run(file))
                .isInstanceOf(ImportException.class)
                .hasMessageStartingWith("cannot read " + file + ": ");
    }

    @Test
    void rejectsThatCannotBeWrittenAreTold() throws IOException {
        Path file = write("a.csv", HEADER + "1,,\n");
        Path nowhere = directory.resolve("nowhere").resolve("rejects.csv");

        assertThatThrownBy(() -> ImportRun.run(
                        Mapping.parse(MAPPING, "m.yaml"),
                        List.of(file),
                        nowhere,
                        publisher,
                        History.OPEN,
                        (done, total, unit) -> {}))
                .isInstanceOf(ImportException.class)
                .hasMessage("cannot write the rejects to " + nowhere + ": there is no such file");
    }

    @Test
    void progressCountsRows() throws IOException {
        Path file = write("a.csv", HEADER + ("1," + AT + ",1\n").repeat(10_000));
        List<Long> done = new ArrayList<>();

        ImportRun.run(
                Mapping.parse(MAPPING, "m.yaml"),
                List.of(file),
                rejects(),
                publisher,
                History.OPEN,
                (rows, total, unit) -> done.add(rows));

        assertThat(done).containsExactly(4096L, 8192L, 10_000L);
    }

    @Test
    void onlyACompleteHistoryLetsTimePassAndThenUpToTheLastObservedTime() throws IOException {
        Path file = write("a.csv", HEADER + "1,2026-01-05T10:00:00Z,1\n2,2026-01-04T10:00:00Z,1\n");
        run(file);
        assertThat(publisher.ticks()).isEmpty();

        ImportRun.run(
                Mapping.parse(MAPPING, "m.yaml"),
                List.of(file),
                rejects(),
                publisher,
                History.COMPLETE,
                (done, total, unit) -> {});

        long last = publisher.events().stream()
                .mapToLong(TimedEvent::observedAt)
                .max()
                .orElseThrow();
        assertThat(publisher.ticks())
                .containsExactly(
                        Map.entry(Instant.ofEpochMilli(last), publisher.events().size()));
    }

    private ImportSummary run(Path... files) {
        return run(MAPPING, files);
    }

    private ImportSummary run(String mapping, Path... files) {
        return ImportRun.run(
                Mapping.parse(mapping, "m.yaml"),
                List.of(files),
                rejects(),
                publisher,
                History.OPEN,
                (done, total, unit) -> {});
    }

    private List<String> outcomeIds() {
        return publisher
                .values(OutcomeEvent.class)
                .map(OutcomeEvent::getOutcomeId)
                .toList();
    }

    /** The rejects under another name, with a text in place of the wrong one. */
    private Path mended(String name, String wrong, String right) throws IOException {
        Path moved = moved(name);
        return Files.writeString(moved, Files.readString(moved).replace(wrong, right));
    }

    private Path moved(String name) throws IOException {
        return Files.move(rejects(), directory.resolve(name));
    }

    private Path rejects() {
        return directory.resolve("rejects.csv");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}
