package dev.upshot.report.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.upshot.report.card.QuarantineCount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jooq.JSONB;

/** Reads {@code report.data_quality.quarantined_by_reason}: an object of counts by reason. */
final class QuarantineCounts {
    private static final JsonFactory JSON = new JsonFactory();

    private QuarantineCounts() {}

    /** The counts, by reason. */
    static List<QuarantineCount> of(JSONB byReason) {
        List<QuarantineCount> counts = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(byReason.data())) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                counts.add(new QuarantineCount(parser.currentName(), parser.nextLongValue(0)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        counts.sort(Comparator.comparing(QuarantineCount::reason));
        return List.copyOf(counts);
    }
}
