package dev.upshot.app.realdata;

import dev.upshot.app.RepositoryRoot;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.PlanReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** A public data set beside the repository, with its committed plan and mapping. */
enum DataSet {
    HILLSTROM("hillstrom", "emails.csv.gz"),
    OPEN_BANDIT("open-bandit", "random-men.csv.gz", "bts-men.csv.gz");

    private final String folder;
    private final List<String> files;

    DataSet(String folder, String... files) {
        this.folder = folder;
        this.files = List.of(files);
    }

    Plan plan() {
        return PlanReader.read(RepositoryRoot.resolve("examples/" + folder + "/plan.yaml"));
    }

    Path mapping() {
        return RepositoryRoot.resolve("examples/" + folder + "/mapping.yaml");
    }

    /** The files; where they are missing the test is skipped and says so. */
    List<Path> files() {
        return files.stream()
                .map(file -> RepositoryRoot.shared("data/" + folder + "/" + file))
                .map(DataSet::orSkip)
                .toList();
    }

    private static Path orSkip(Optional<Path> file) {
        Assumptions.assumeTrue(
                file.isPresent(), "SKIPPED: ../shared/data is not there, so the published figures were not reproduced");
        return file.orElseThrow();
    }
}
