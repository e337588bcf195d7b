package dev.upshot.streams.plan.yaml;

import dev.upshot.streams.plan.Plan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Plans of several files: one per use case and version. */
final class PlanCollection {
    private record Source(Plan plan, Path file) {}

    private final Set<Path> filesRead = new HashSet<>();
    private final Map<String, Source> sources = new HashMap<>();
    private final List<PlanProblem> problems = new ArrayList<>();

    void read(Path file) {
        if (!filesRead.add(file.toAbsolutePath().normalize())) {
            return;
        }
        try {
            add(PlanReader.read(file), file);
        } catch (PlanException e) {
            problems.addAll(e.problems());
        }
    }

    void addProblems(List<PlanProblem> more) {
        problems.addAll(more);
    }

    List<Plan> plans() {
        if (!problems.isEmpty()) {
            throw new PlanException(problems);
        }
        return sources.values().stream()
                .map(Source::plan)
                .sorted(Comparator.comparing(Plan::useCase).thenComparing(Plan::version))
                .toList();
    }

    private void add(Plan plan, Path file) {
        Source first = sources.putIfAbsent(plan.version() + " " + plan.useCase(), new Source(plan, file));
        if (first != null && !first.plan().contentHash().equals(plan.contentHash())) {
            problems.add(new PlanProblem(
                    file.toString(),
                    0,
                    "version",
                    plan.id() + " is in " + first.file()
                            + " too, with other content; give the changed plan the version "
                            + "after the last one, or remove one of the files"));
        }
    }
}
