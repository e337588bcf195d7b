package dev.upshot.streams.plan.yaml;

import dev.upshot.streams.plan.Plan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads plans from YAML.
 *
 * <p>What is wrong with a file is reported at once, each problem with the file, the line, the field, the value found and what is allowed.
 * What the design knows but this version does not measure is refused, never ignored.
 */
public final class PlanReader {
    private PlanReader() {}

    /**
     * Reads one plan.
     *
     * @param file a file of at most 256 KiB in UTF-8
     * @return the plan
     * @throws PlanException if the file cannot be read or is no valid plan
     */
    public static Plan read(Path file) {
        return parse(text(file), file.toString());
    }

    /**
     * Reads one plan from a text.
     *
     * @param yaml the plan, at most 256 KiB in UTF-8
     * @param origin where it comes from, for error messages
     * @return the plan
     * @throws PlanException if it is no valid plan
     */
    public static Plan parse(String yaml, String origin) {
        if (yaml.getBytes(StandardCharsets.UTF_8).length > YamlDocument.MAX_BYTES) {
            throw tooLarge(origin);
        }
        Problems problems = new Problems(origin);
        Optional<Node> document = YamlDocument.compose(yaml, problems);
        problems.throwIfAny();
        return new PlanParser(problems).parse(document.orElseThrow(), yaml);
    }

    /**
     * Reads the plans of several files and of the {@code *.yaml} and {@code *.yml} files that lie directly in directories.
     *
     * @param filesOrDirectories where plans lie; a file that is named twice is read once
     * @return the plans by use case and version; a plan that lies in two files with the same meaning is one
     * @throws PlanException with the problems of all files: those of each, two that claim one use case and version but differ, a directory
     *     without a plan
     */
    public static List<Plan> readAll(Collection<Path> filesOrDirectories) {
        PlanCollection plans = new PlanCollection();
        for (Path path : filesOrDirectories) {
            try {
                files(path).forEach(plans::read);
            } catch (PlanException e) {
                plans.addProblems(e.problems());
            }
        }
        return plans.plans();
    }

    /**
     * What is no mistake in plans but should be known before they are measured: KPIs that can claim nothing.
     *
     * @param filesOrDirectories where plans lie, as for {@link #readAll}; a file that is named twice is read once
     * @return by file and line
     * @throws PlanException if a file is no valid plan
     */
    public static List<PlanProblem> notes(Collection<Path> filesOrDirectories) {
        Set<Path> seen = new HashSet<>();
        return filesOrDirectories.stream()
                .flatMap(path -> files(path).stream())
                .filter(file -> seen.add(file.toAbsolutePath().normalize()))
                .flatMap(file -> PlanNotes.of(read(file), file.toString()).stream())
                .toList();
    }

    private static List<Path> files(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> entries = Files.list(path)) {
            List<Path> files = entries.filter(PlanReader::isPlanFile).sorted().toList();
            if (files.isEmpty()) {
                throw problem(path.toString(), "holds no *.yaml or *.yml file; expected at least one plan");
            }
            return files;
        } catch (IOException e) {
            throw problem(path.toString(), "cannot be listed: " + e.getMessage());
        }
    }

    private static boolean isPlanFile(Path file) {
        String name = String.valueOf(file.getFileName());
        boolean yaml = name.endsWith(".yaml") || name.endsWith(".yml");
        return yaml && !name.startsWith(".") && Files.isRegularFile(file);
    }

    private static String text(Path file) {
        String origin = file.toString();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(YamlDocument.MAX_BYTES + 1);
            if (bytes.length > YamlDocument.MAX_BYTES) {
                throw tooLarge(origin);
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw problem(origin, "is not UTF-8 text; save it in that encoding");
        } catch (NoSuchFileException e) {
            throw problem(origin, "does not exist; name a plan file or a directory of plans");
        } catch (IOException e) {
            throw problem(origin, "cannot be read: " + e.getMessage());
        }
    }

    private static PlanException tooLarge(String origin) {
        return problem(
                origin, "is larger than 256 KiB, the most a plan may have; split it into plans of their own use cases");
    }

    private static PlanException problem(String file, String message) {
        return new PlanException(List.of(new PlanProblem(file, 0, "", message)));
    }
}
