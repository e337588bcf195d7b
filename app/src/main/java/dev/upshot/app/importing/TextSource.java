package dev.upshot.app.importing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where the text of a field comes from. An empty text means that the field is absent. */
sealed interface TextSource {

    String text(Row row) throws BadRowException;

    /** The columns it reads. */
    List<String> columns();

    /** What a cell says. */
    record Column(String name) implements TextSource {
        @Override
        public String text(Row row) {
            return row.cell(name);
        }

        @Override
        public List<String> columns() {
            return List.of(name);
        }
    }

    /** The same in each row. */
    record Constant(String value) implements TextSource {
        @Override
        public String text(Row row) {
            return value;
        }

        @Override
        public List<String> columns() {
            return List.of();
        }
    }

    /**
     * Text with cells in it: {@code ${column}}, and {@code ${row}} and {@code ${file}} for the row's number and the
     * file's name. Absent as soon as one of its cells is empty, for half an id would be the id of something else.
     */
    record Template(List<Part> parts) implements TextSource {

        private static final Pattern HOLE = Pattern.compile("\\$\\{([^}]*)}");

        /** A piece of text as it stands, or the name of what fills a hole. */
        record Part(String text, boolean hole) {}

        static Template parse(String text) {
            List<Part> parts = new ArrayList<>();
            Matcher holes = HOLE.matcher(text);
            int from = 0;
            while (holes.find()) {
                if (holes.start() > from) {
                    parts.add(new Part(text.substring(from, holes.start()), false));
                }
                parts.add(new Part(holes.group(1), true));
                from = holes.end();
            }
            if (from < text.length()) {
                parts.add(new Part(text.substring(from), false));
            }
            return new Template(List.copyOf(parts));
        }

        @Override
        public String text(Row row) {
            StringBuilder text = new StringBuilder();
            for (Part part : parts) {
                String filled = part.hole() ? fill(part.text(), row) : part.text();
                if (filled.isEmpty()) {
                    return "";
                }
                text.append(filled);
            }
            return text.toString();
        }

        private static String fill(String name, Row row) {
            return switch (name) {
                case "row" -> Long.toString(row.number());
                case "file" -> row.file();
                default -> row.cell(name);
            };
        }

        @Override
        public List<String> columns() {
            return parts.stream()
                    .filter(Part::hole)
                    .map(Part::text)
                    .filter(name -> !name.equals("row") && !name.equals("file"))
                    .toList();
        }
    }

    /**
     * Another source's text put into other words.
     *
     * @param words what stands for what
     * @param otherwise what stands for all else; null refuses the row
     */
    record Translated(
            TextSource source,
            Map<String, String> words,
            @Nullable String otherwise) implements TextSource {
        @Override
        public String text(Row row) throws BadRowException {
            String text = source.text(row);
            String word = words.get(text);
            if (word != null) {
                return word;
            }
            if (otherwise != null) {
                return otherwise;
            }
            if (text.isEmpty()) {
                return text;
            }
            throw new BadRowException("the mapping's map has no entry for what stands there");
        }

        @Override
        public List<String> columns() {
            return source.columns();
        }
    }
}
