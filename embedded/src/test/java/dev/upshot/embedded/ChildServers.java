package dev.upshot.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A Java virtual machine of its own that runs a database and a broker, writes a row and a record, says "ready" and
 * works on until it is killed or its input ends.
 */
final class ChildServers {
    private ChildServers() {}

    public static void main(String[] arguments) throws Exception {
        Path state = Path.of(arguments[0]);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(state.resolve("postgres"));
                EmbeddedBroker broker = EmbeddedBroker.start(state.resolve("broker"));
                EmbeddedRegistry registry = EmbeddedRegistry.start(state.resolve("registry"))) {
            Sql.execute(postgres, "create table kept(x int)");
            Sql.execute(postgres, "insert into kept values (42)");
            Topic kept = new Topic("kept", broker);
            kept.create();
            kept.write("record");
            System.out.println("ready " + registry.url().getScheme());
            while (System.in.read() != -1) {
                // Nobody writes to us; the end of the input is the signal.
            }
        } catch (EmbeddedException e) {
            System.out.println(e.getMessage());
            System.exit(1);
        }
    }

    /** How to start the child, with its output and errors in one stream and nothing logged. */
    static ProcessBuilder command(List<String> prefix, List<Path> classPath, Path state) {
        return command(ChildServers.class, prefix, classPath, state);
    }

    /** How to start another child, in the same way. */
    static ProcessBuilder command(Class<?> main, List<String> prefix, List<Path> classPath, Path state) {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                "-cp",
                String.join(":", classPath.stream().map(Path::toString).toList()),
                main.getName(),
                state.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment
                .keySet()
                .removeIf(name -> name.startsWith("JAVA_") || name.startsWith("MAVEN_") || name.startsWith("JDK_"));
        return builder;
    }

    static List<Path> classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(":"))
                .map(Path::of)
                .toList();
    }

    /** A copy of our class path that every account can read: a local repository is usually below a closed home. */
    static List<Path> readableClassPath(Path copies) throws IOException {
        Trees.createReadable(copies);
        List<Path> readable = new ArrayList<>();
        for (Path entry : classPath()) {
            Path copy = copies.resolve(readable.size() + "-" + entry.getFileName());
            copyTree(entry, copy);
            readable.add(copy);
        }
        return readable;
    }

    private static void copyTree(Path from, Path to) throws IOException {
        List<Path> sources;
        try (var paths = Files.walk(from)) {
            sources = paths.toList();
        }
        for (Path source : sources) {
            Path target = to.resolve(from.relativize(source).toString());
            Files.copy(source, target);
            Trees.makeReadable(target, Files.isDirectory(target));
        }
    }
}
