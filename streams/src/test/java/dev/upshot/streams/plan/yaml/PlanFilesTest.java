package dev.upshot.streams.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upshot.streams.plan.Plan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanFilesTest {
    @TempDir
    Path directory;

    @Test
    void readsThePlansOfFilesAndDirectoriesSorted() throws IOException {
        Path plans = Files.createDirectory(directory.resolve("plans"));
        write(plans.resolve("b.yml"), PlanTexts.with("version: 1", "version: 2"));
        write(plans.resolve("c.yaml"), PlanTexts.PLAN);
        write(plans.resolve("notes.txt"), "no plan");
        write(plans.resolve(".hidden.yaml"), "no plan");
        Path other = write(directory.resolve("other.plan"), PlanTexts.with("claims-triage", "appeals"));
        assertThat(PlanReader.readAll(List.of(plans, other, plans.resolve("c.yaml"))))
                .extracting(Plan::id)
                .containsExactly("appeals v1", "claims-triage v1", "claims-triage v2");
    }

    @Test
    void onePlanInTwoFilesIsOne() throws IOException {
        Path a = write(directory.resolve("a.yaml"), PlanTexts.PLAN);
        Path b = write(directory.resolve("b.yaml"), "# the same in other words\n" + PlanTexts.PLAN);
        assertThat(PlanReader.readAll(List.of(a, b))).containsExactly(PlanReader.read(a));
    }

    @Test
    void twoPlansOfOneUseCaseAndVersionThatDifferAreRefusedWithBothFiles() throws IOException {
        Path a = write(directory.resolve("a.yaml"), PlanTexts.PLAN);
        Path b = write(directory.resolve("b.yaml"), PlanTexts.with("P2D", "P3D"));
        assertThatThrownBy(() -> PlanReader.readAll(List.of(directory)))
                .isInstanceOf(PlanException.class)
                .hasMessage(b + ": version: claims-triage v1 is in " + a
                        + " too, with other content; give the changed plan "
                        + "the version after the last one, or remove one of the files");
    }

    @Test
    void kpisThatCanClaimNothingAreNotedWithFileAndLine() throws IOException {
        Path a = write(directory.resolve("a.yaml"), PlanTexts.PLAN);
        Path b = write(directory.resolve("b.yaml"), """
                use_case: shop
                version: 1
                arms: {by: variant, baseline: old, candidates: [new]}
                kpis:
                  - {name: net, type: net, currency: EUR, parts: {paid: 1, cost: -1}, better: higher}
                  - {name: per_call, type: ratio, numerator: cost, denominator: calls, better: lower}
                  - {name: share, type: ratio, numerator: cost, denominator: ok, better: lower}
                  - {name: paid, type: amount, outcome: paid, currency: EUR, window: P1D, better: higher}
                  - {name: cost, type: value, of: cost, currency: EUR, cap: 90, better: lower}
                  - {name: calls, type: count, outcome: call, window: P1D, better: lower}
                  - {name: ok, type: binary, outcome: ok, window: P1D, better: higher}
                  - {name: time, type: duration, outcome: ok, window: P1D, better: lower}
                """);

        String nothing = " can claim nothing, whatever inference.method is (uncapped_values): ";
        assertThat(PlanReader.notes(List.of(directory, a, b)))
                .extracting(PlanProblem::toString)
                .containsExactly(
                        b + ":5: kpis[0]: net" + nothing + "there is no cap in paid",
                        b + ":6: kpis[1]: per_call" + nothing + "there is no cap in calls",
                        b + ":8: kpis[3]: paid" + nothing
                                + "it has no cap, so that a single value could overturn any answer",
                        b + ":10: kpis[5]: calls" + nothing
                                + "it has no cap, so that a single value could overturn any answer");
    }

    @Test
    void theProblemsOfAllFilesAreSaidAtOnce() throws IOException {
        Path a = write(directory.resolve("a.yaml"), PlanTexts.with("P2D", "2 days"));
        Path b = write(directory.resolve("b.yaml"), PlanTexts.with("alpha: 0.05", "alpha: 7"));
        Path missing = directory.resolve("missing.yaml");
        Path empty = Files.createDirectory(directory.resolve("empty"));
        assertThatThrownBy(() -> PlanReader.readAll(List.of(a, missing, empty, b)))
                .isInstanceOfSatisfying(
                        PlanException.class,
                        refused -> assertThat(refused.problems())
                                .extracting(PlanProblem::file)
                                .containsExactly(a.toString(), missing.toString(), empty.toString(), b.toString()))
                .hasMessageContaining(missing + ": does not exist; name a plan file or a directory of plans")
                .hasMessageContaining(empty + ": holds no *.yaml or *.yml file; expected at least one plan");
    }

    @Test
    void aFileOver256KibibytesIsNotRead() throws IOException {
        Path large = write(directory.resolve("large.yaml"), PlanTexts.PLAN + "#".repeat(256 << 10));
        assertThatThrownBy(() -> PlanReader.read(large))
                .isInstanceOf(PlanException.class)
                .hasMessage(large + ": is larger than 256 KiB, the most a plan may have;"
                        + " split it into plans of their own use cases");
    }

    @Test
    void aFileInAnotherEncodingIsRefused() throws IOException {
        Path latin = directory.resolve("latin.yaml");
        Files.write(latin, "use_case: Prüfung\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> PlanReader.read(latin))
                .isInstanceOf(PlanException.class)
                .hasMessage(latin + ": is not UTF-8 text; save it in that encoding");
    }

    @Test
    void aDirectoryIsNoPlanFile() {
        assertThatThrownBy(() -> PlanReader.read(directory))
                .isInstanceOf(PlanException.class)
                .hasMessageStartingWith(directory + ": cannot be read: ");
    }

    @Test
    void theErrorNamesTheFileAsItWasGiven() throws IOException {
        Path file = write(directory.resolve("p.yaml"), PlanTexts.with("version: 1", "version: 0"));
        assertThatThrownBy(() -> PlanReader.read(file)).hasMessageStartingWith(file + ":2: version: ");
    }

    private static Path write(Path file, String text) throws IOException {
        return Files.writeString(file, text);
    }
}
