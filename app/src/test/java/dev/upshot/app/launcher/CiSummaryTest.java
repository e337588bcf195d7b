package dev.upshot.app.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What CI says of the tests that ran. */
class CiSummaryTest {

    @TempDir
    private Path directory;

    @Test
    void a_skipped_test_is_told_with_its_reason_though_all_is_green() throws Exception {
        report("a/target/surefire-reports/TEST-A.xml", 0, """
                <testcase name="runs" classname="dev.A" time="0.1"/>
                <testcase name="rests" classname="dev.A" time="0.0">
                  <skipped message="Assumption failed: no &quot;../shared&quot; &lt;here&gt;"/>
                </testcase>
                <testcase name="assumes" classname="dev.A" time="0.0">
                  <skipped type="org.opentest4j.TestAbortedException"><![CDATA[org.opentest4j.TestAbortedException: Assumption failed: no browser
                	at dev.A.assumes(A.java:7)
                ]]></skipped>
                </testcase>
                """, 3, 2);
        report("b/target/failsafe-reports/TEST-BIT.xml", 0, """
                <testcase name="" classname="dev.BIT" time="0.0">
                  <skipped/>
                </testcase>
                """, 1, 1);

        Summary summary = summary();

        assertThat(summary.exitCode()).isZero();
        assertThat(summary.out().lines())
                .containsExactlyInAnyOrder(
                        "skipped: dev.A#rests: Assumption failed: no \"../shared\" <here>",
                        "skipped: dev.A#assumes: Assumption failed: no browser",
                        "skipped: dev.BIT: no reason given",
                        "1 passed, 0 failed, 3 skipped");
    }

    @Test
    void a_failure_and_no_test_at_all_are_failures() throws Exception {
        assertThat(summary()).isEqualTo(new Summary(1, "0 passed, 0 failed, 0 skipped\n"));

        report("a/target/surefire-reports/TEST-A.xml", 1, "", 3, 0);
        assertThat(summary()).isEqualTo(new Summary(1, "2 passed, 1 failed, 0 skipped\n"));
    }

    private void report(String file, int failures, String cases, int tests, int skipped) throws IOException {
        Path report = directory.resolve(file);
        Files.createDirectories(report.getParent());
        Files.writeString(
                report,
                "<?xml version=\"1.0\"?>\n<testsuite name=\"any\" time=\"1\" tests=\"" + tests
                        + "\" errors=\"0\" skipped=\"" + skipped + "\" failures=\"" + failures + "\">\n" + cases
                        + "</testsuite>\n");
    }

    private Summary summary() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of("..", ".ci", "summary")
                                .toAbsolutePath()
                                .normalize()
                                .toString(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Summary(process.waitFor(), out);
    }

    private record Summary(int exitCode, String out) {}
}
