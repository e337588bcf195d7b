package dev.upshot.app.importing;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** How the files are written; by default as RFC 4180 says, in UTF-8. The first line names the columns. */
record CsvFormat(char separator, char quote, Charset charset) {

    static final CsvFormat DEFAULT = new CsvFormat(',', '"', StandardCharsets.UTF_8);
}
