package dev.upshot.sink.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The key of a compacted record: a JSON array whose first element says what it identifies. */
final class RecordKey {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final JsonNode array;

    private RecordKey(JsonNode array) {
        this.array = array;
    }

    static RecordKey parse(String key) throws UnwritableException {
        try {
            return new RecordKey(JSON.readTree(key));
        } catch (JsonProcessingException e) {
            throw new UnwritableException("the key is not a JSON array");
        }
    }

    String kind() throws UnwritableException {
        return text(0);
    }

    /** Refuses a key of another length, the kind included. */
    RecordKey ofSize(int size) throws UnwritableException {
        if (array.size() != size) {
            throw new UnwritableException("the key has " + array.size() + " elements, not " + size);
        }
        return this;
    }

    String text(int index) throws UnwritableException {
        return text(array.path(index), index);
    }

    int integer(int index) throws UnwritableException {
        JsonNode element = array.path(index);
        if (!element.isInt()) {
            throw unexpected(index, "an integer");
        }
        return element.intValue();
    }

    LocalDate date(int index) throws UnwritableException {
        try {
            return LocalDate.parse(text(index));
        } catch (DateTimeException e) {
            throw unexpected(index, "a date");
        }
    }

    Instant instant(int index) throws UnwritableException {
        try {
            return Instant.parse(text(index));
        } catch (DateTimeException e) {
            throw unexpected(index, "an instant");
        }
    }

    /** Written in hexadecimal. */
    byte[] bytes(int index) throws UnwritableException {
        try {
            return HexFormat.of().parseHex(text(index));
        } catch (IllegalArgumentException e) {
            throw unexpected(index, "in hexadecimal");
        }
    }

    String[] texts(int index) throws UnwritableException {
        JsonNode elements = array.path(index);
        if (!elements.isArray()) {
            throw unexpected(index, "an array");
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : elements) {
            texts.add(text(element, index));
        }
        return texts.toArray(String[]::new);
    }

    private static String text(JsonNode element, int index) throws UnwritableException {
        if (!element.isTextual()) {
            throw unexpected(index, "a text");
        }
        return element.textValue();
    }

    private static UnwritableException unexpected(int index, String expected) {
        return new UnwritableException("element " + index + " of the key is not " + expected);
    }
}
