package dev.upshot.app.realdata;

import dev.upshot.app.RepositoryRoot;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.yaml.PlanReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * A public data set beside the repository, with its committed plan and mapping.
 *
 * @param folder its name under {@code examples/} and in the folder of the data
 * @param names of its files
 */
record DataSet(String folder, List<String> names) {

    static final DataSet HILLSTROM = new DataSet("hillstrom", List.of("emails.csv.gz"));
    static final DataSet OPEN_BANDIT = new DataSet("open-bandit", List.of("random-men.csv.gz", "bts-men.csv.gz"));

    Plan plan() {
        return plan("plan");
    }

    Plan plan(String name) {
        return PlanReader.read(RepositoryRoot.resolve("examples/" + folder + "/" + name + ".yaml"));
    }

    Path mapping() {
        return RepositoryRoot.resolve("examples/" + folder + "/mapping.yaml");
    }

    /** The files; where they are missing the test is skipped and says so. */
    List<Path> files() {
        return names.stream()
                .map(name -> RepositoryRoot.shared("data/" + folder + "/" + name))
                .map(DataSet::orSkip)
                .toList();
    }

    private static Path orSkip(Optional<Path> file) {
        Assumptions.assumeTrue(
                file.isPresent(), "SKIPPED: ../shared/data is not there, so the published figures were not reproduced");
        return file.orElseThrow();
    }
}
