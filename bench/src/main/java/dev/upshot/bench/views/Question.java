package dev.upshot.bench.views;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What users run: the queries of the cookbook and of the panels of the dashboards, about the plan version of {@code rows.sql}. */
record Question(String name, String sql) {
    private static final Pattern RECIPE = Pattern.compile("\n## (\\d+[^\n]*)\n.*?```sql\n(.*?);\n```", Pattern.DOTALL);
    private static final Map<String, String> VARIABLES = Map.of(
            "$use_case", "claims-triage",
            "$plan_version", "1",
            "$kpi", "processing_time",
            "$dimension", "region");

    /** @param root the repository */
    static List<Question> in(Path root) throws IOException {
        List<Question> questions = new ArrayList<>();
        RECIPE.matcher(Files.readString(root.resolve("docs/sql-cookbook.md")))
                .results()
                .forEach(recipe -> questions.add(new Question("cookbook " + recipe.group(1), recipe.group(2))));
        try (Stream<Path> dashboards = Files.list(root.resolve("docker/grafana/dashboards"))) {
            for (Path dashboard : dashboards.sorted().toList()) {
                panels(dashboard, questions);
            }
        }
        return questions;
    }

    private static void panels(Path dashboard, List<Question> questions) throws IOException {
        for (JsonNode panel :
                new ObjectMapper().readTree(Files.readString(dashboard)).get("panels")) {
            for (JsonNode target : panel.path("targets")) {
                questions.add(new Question(
                        dashboard.getFileName() + ", " + panel.get("title").asText(),
                        expanded(target.get("rawSql").asText())));
            }
        }
    }

    private static String expanded(String panel) {
        String sql = panel.replaceAll(
                "\\$__timeFilter\\(([^)]*)\\)", "$1 BETWEEN '2000-01-01T00:00:00Z' AND '2100-01-01T00:00:00Z'");
        for (Map.Entry<String, String> variable : VARIABLES.entrySet()) {
            sql = sql.replace(variable.getKey(), variable.getValue());
        }
        return sql;
    }
}
