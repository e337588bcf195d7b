package dev.upshot.app.page;

/**
 * The page a reader asks for: of an address what matters, so that one page has one name.
 *
 * @param path path of the address
 * @param useCase name of the use case; empty where the page is of none
 * @param kpi name of the KPI, likewise
 * @param arm the candidate, likewise
 */
record Wanted(String path, String useCase, String kpi, String arm) {
    static final String FRONT = "/";
    static final String USE_CASE = "/use-case";
    static final String KPI = "/kpi";
    static final String HEALTH = "/health";
    static final String SCRIPT = "/page.js";

    static Wanted of(String path, Query query) {
        return switch (path) {
            case USE_CASE -> new Wanted(path, query.text("name").orElse(""), "", "");
            case KPI ->
                new Wanted(
                        path,
                        query.text("use_case").orElse(""),
                        query.text("kpi").orElse(""),
                        query.text("arm").orElse(""));
            default -> new Wanted(path, "", "", "");
        };
    }

    /** Whether it is read, and not kept as a file. */
    boolean isPage() {
        return path.equals(FRONT) || path.equals(USE_CASE) || path.equals(KPI) || path.equals(HEALTH);
    }
}
