package dev.upshot.streams.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that are no single sound YAML document. */
@Timeout(120)
class YamlDocumentTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# only a comment\n"})
    void anEmptyFileIsNoPlan(String yaml) {
        assertThat(PlanTexts.problemsOf(yaml))
                .containsExactly("plan.yaml: is empty; expected a measurement plan, see docs/plan.md");
    }

    @Test
    void oneFileHoldsOnePlan() {
        assertThat(PlanTexts.problemsOf(PlanTexts.PLAN + "---\n" + PlanTexts.PLAN))
                .containsExactly(
                        "plan.yaml:17: holds more than one YAML document (---); put every plan into a file of its "
                                + "own");
    }

    @ParameterizedTest
    @ValueSource(strings = {"just text", "[a, b]", "7"})
    void aPlanIsAMapping(String yaml) {
        assertThat(PlanTexts.problemsOf(yaml))
                .singleElement()
                .asString()
                .startsWith("plan.yaml:1: found ")
                .endsWith("; expected a mapping: use_case, version, arms, kpis, …");
    }

    @Test
    void brokenYamlIsSaidWithItsLine() {
        assertThat(PlanTexts.problemsOf(PlanTexts.with("[region, product]", "[region, product")))
                .singleElement()
                .asString()
                .startsWith("plan.yaml:10: is not YAML: ");
        assertThat(PlanTexts.problemsOf("use_case: a\n\tversion: 1\n"))
                .singleElement()
                .asString()
                .startsWith("plan.yaml:2: is not YAML: ");
    }

    @Test
    void anUnknownAliasIsSaidWithItsLine() {
        assertThat(PlanTexts.problemsOf(PlanTexts.with("lateness: P2D", "lateness: *nowhere")))
                .singleElement()
                .asString()
                .startsWith("plan.yaml:10: is not YAML: ")
                .contains("nowhere");
    }

    @Test
    void charactersThatYamlForbidsAreSaid() {
        assertThat(PlanTexts.problemsOf("use_case: a\u0000b\n"))
                .singleElement()
                .asString()
                .startsWith("plan.yaml: is not YAML that can be read: ");
    }

    @Test
    void nestingIsBounded() {
        assertThat(PlanTexts.problemsOf("use_case:\n  " + "[".repeat(200_000)))
                .containsExactly("plan.yaml:2: is nested deeper than 20 levels; no plan is");
    }

    @Test
    void theNumberOfValuesIsBounded() {
        assertThat(PlanTexts.problemsOf("use_case: u\nsegments: [" + "a,".repeat(20_000) + "]"))
                .containsExactly("plan.yaml:2: holds more keys and values than any plan needs");
    }

    @Test
    void aByteOrderMarkAndWindowsLineEndsDoNotMatter() {
        String windows = "\uFEFF" + PlanTexts.PLAN.replace("\n", "\r\n");
        assertThat(PlanReader.parse(windows, "plan.yaml").contentHash())
                .isEqualTo(PlanTexts.plan().contentHash());
    }

    @Test
    void aliasesCannotGrowTheDocument() {
        StringBuilder yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            yaml.append("a").append(i).append(": &a").append(i).append(" [");
            yaml.append(("*a" + (i - 1) + ",").repeat(10)).append("]\n");
        }
        assertThat(PlanTexts.problemsOf(yaml.toString()))
                .singleElement()
                .asString()
                .contains("aliases for non-scalar nodes exceeds the specified max=50");
    }

    @Test
    void aListThatHoldsItselfIsNoName() {
        assertThat(PlanTexts.problemsOf(PlanTexts.with("[region, product]", "&s [*s]")))
                .containsExactly("plan.yaml:9: segments[0]: found a list; expected text of 1 to 128 characters");
    }

    @Test
    void aPlanHasAtMost256KibibytesInUtf8() {
        String tooLarge = "plan.yaml: is larger than 256 KiB, the most a plan may have;"
                + " split it into plans of their own use cases";
        int rest = (256 << 10) - PlanTexts.PLAN.getBytes(StandardCharsets.UTF_8).length;

        assertThat(PlanReader.parse(PlanTexts.PLAN + "#".repeat(rest), "plan.yaml")
                        .contentHash())
                .isEqualTo(PlanTexts.plan().contentHash());
        assertThat(PlanTexts.problemsOf(PlanTexts.PLAN + "#".repeat(rest + 1))).containsExactly(tooLarge);
        assertThat(PlanTexts.problemsOf(PlanTexts.PLAN + "#" + "€".repeat(rest / 3 + 1)))
                .containsExactly(tooLarge);
    }
}
