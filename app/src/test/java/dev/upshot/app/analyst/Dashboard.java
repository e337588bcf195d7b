package dev.upshot.app.analyst;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One of the dashboards under {@code docker/grafana}, as far as its SQL and its shape go. */
record Dashboard(String file, JsonNode json) {

    /**
     * A panel's query.
     *
     * @param format {@code time_series} or {@code table}
     */
    record Query(String panel, String format, String sql) {}

    static List<Dashboard> in(Path directory) throws IOException {
        List<Dashboard> dashboards = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                dashboards.add(new Dashboard(
                        file.getFileName().toString(), new ObjectMapper().readTree(Files.readString(file))));
            }
        }
        return dashboards;
    }

    List<JsonNode> panels() {
        return list(json.get("panels"));
    }

    List<JsonNode> variables() {
        return list(json.get("templating").get("list"));
    }

    List<Query> queries() {
        List<Query> queries = new ArrayList<>();
        for (JsonNode panel : panels()) {
            for (JsonNode target : list(panel.path("targets"))) {
                queries.add(new Query(
                        file + ", " + panel.get("title").asText(),
                        target.get("format").asText(),
                        target.get("rawSql").asText()));
            }
        }
        return queries;
    }

    /** The query as Grafana's PostgreSQL datasource sends it. */
    static String expanded(String sql, Map<String, String> variables) {
        String sent = sql.replaceAll(
                "\\$__timeFilter\\(([^)]*)\\)", "$1 BETWEEN '2000-01-01T00:00:00Z' AND '2100-01-01T00:00:00Z'");
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            sent = sent.replace("$" + variable.getKey(), variable.getValue());
        }
        return sent;
    }

    private static List<JsonNode> list(JsonNode array) {
        List<JsonNode> list = new ArrayList<>();
        array.forEach(list::add);
        return list;
    }
}
