package dev.upshot.report;

/** The typeface of what is printed: carried along, so that a page looks alike wherever it is made. */
final class Typeface {
    /** Its name in style sheets and charts. */
    static final String FAMILY = "IBM Plex Sans";

    private Typeface() {}
}
