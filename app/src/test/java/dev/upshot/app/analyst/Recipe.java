package dev.upshot.app.analyst;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A question of {@code docs/sql-cookbook.md}, its query and the answer that the page prints.
 *
 * @param question the heading, number included
 */
record Recipe(String question, String query, String answer) {
    private static final Pattern ON_THE_PAGE =
            Pattern.compile("\n## (\\d+[^\n]*)\n.*?```sql\n(.*?)```\n\n```text\n(.*?)```", Pattern.DOTALL);

    static List<Recipe> on(String page) {
        return ON_THE_PAGE
                .matcher(page)
                .results()
                .map(found -> new Recipe(found.group(1), found.group(2), found.group(3)))
                .toList();
    }

    /** The page with another answer to this question. */
    String answered(String page, String newAnswer) {
        int query = page.indexOf("```sql\n" + this.query);
        int begin = page.indexOf("```text\n", query) + "```text\n".length();
        return page.substring(0, begin) + newAnswer + page.substring(page.indexOf("```", begin));
    }
}
