package dev.upshot.app.importing;

import java.util.List;

/**
 * One row of a file, as many cells as the header has columns.
 *
 * @param file the file's name without its folders
 * @param line the line the row begins on, from 1
 * @param number the row's number in its file, from 1, the header not counted
 */
record Row(String file, long line, long number, Header header, List<String> cells) {

    String cell(String column) {
        return cells.get(header.position(column));
    }
}
