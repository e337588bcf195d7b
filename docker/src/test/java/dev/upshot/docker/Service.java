package dev.upshot.docker;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A service of the compose file.
 *
 * @param name its name, which is also its host name
 * @param content what the file says of it
 */
record Service(String name, Node content) {
    private static final Pattern LISTENER = Pattern.compile("[A-Z_]+://:(\\d+)");

    /** Where the images listen that are not told where to; each documented by its maker. */
    private static final Map<String, Integer> DOCUMENTED = Map.of("postgres", 5432, "registry", 8080, "grafana", 3000);

    static List<Service> all() {
        return Node.parse(Repository.text("docker/compose.yaml")).get("services").entries().entrySet().stream()
                .map(service -> new Service(service.getKey(), service.getValue()))
                .toList();
    }

    static Service named(String name) {
        return all().stream()
                .filter(service -> service.name.equals(name))
                .findFirst()
                .orElseThrow();
    }

    Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        content.get("environment").entries().forEach((name, value) -> environment.put(name, value.text()));
        return environment;
    }

    /** The variables that are Upshot's. */
    Map<String, String> settings() {
        return environment().entrySet().stream()
                .filter(variable -> variable.getKey().startsWith("UPSHOT_"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    String image() {
        return content.get("image").text();
    }

    List<String> command() {
        return content.get("command").texts();
    }

    List<String> healthTest() {
        return content.get("healthcheck").get("test").texts();
    }

    List<String> ports() {
        return content.get("ports").texts();
    }

    List<String> secrets() {
        return content.get("secrets").texts();
    }

    /** Whether it runs this repository's image. */
    boolean isOurs() {
        return content.get("build").isPresent();
    }

    /** The ports on which something listens in its container. */
    Set<Integer> listensOn() {
        Set<Integer> ports = new TreeSet<>();
        Matcher listeners = LISTENER.matcher(environment().getOrDefault("KAFKA_LISTENERS", ""));
        while (listeners.find()) {
            ports.add(Integer.valueOf(listeners.group(1)));
        }
        if (DOCUMENTED.containsKey(name)) {
            ports.add(DOCUMENTED.get(name));
        }
        return ports;
    }

    @Override
    public String toString() {
        return name;
    }
}
