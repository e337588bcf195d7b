package dev.upshot.sink.table;

/** How PostgreSQL writes an array of texts: {@code {"a","b\"c"}}. */
final class ArrayLiteral {
    private ArrayLiteral() {}

    static String of(Object[] elements) {
        StringBuilder literal = new StringBuilder("{");
        for (int i = 0; i < elements.length; i++) {
            literal.append(i == 0 ? "\"" : ",\"");
            String element = elements[i].toString();
            for (int c = 0; c < element.length(); c++) {
                char character = element.charAt(c);
                if (character == '"' || character == '\\') {
                    literal.append('\\');
                }
                literal.append(character);
            }
            literal.append('"');
        }
        return literal.append('}').toString();
    }
}
