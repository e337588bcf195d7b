package dev.upshot.stats.moments;

/** Where the product of variables i and j lies in the upper triangle of a symmetric matrix, written row by row. */
final class Triangle {
    private Triangle() {}

    static int size(int variables) {
        return variables * (variables + 1) / 2;
    }

    static int index(int variables, int i, int j) {
        int row = Math.min(i, j);
        int column = Math.max(i, j);
        return row * variables - row * (row - 1) / 2 + column - row;
    }
}
