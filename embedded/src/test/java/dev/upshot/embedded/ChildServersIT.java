package dev.upshot.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers in another process, which is then killed, run by another account, or told to end. */
class ChildServersIT {
    private static final List<String> AS_OURSELVES = List.of();
    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid=nobody", "--regid=65534", "--clear-groups");

    @TempDir
    static Path shared;

    private static List<Path> classPath = List.of();

    @TempDir
    Path directory;

    private @Nullable Process child;

    @BeforeAll
    static void letOthersReadTheClassPath() throws IOException {
        makeOpen(shared);
        classPath = ServerAccount.isRoot()
                ? ChildServers.readableClassPath(shared.resolve("classpath"))
                : ChildServers.classPath();
    }

    @BeforeEach
    void letOthersIn() throws IOException {
        makeOpen(directory);
    }

    @AfterEach
    void endTheChild() throws InterruptedException {
        if (child != null) {
            child.destroyForcibly().waitFor();
        }
    }

    @Test
    void aKilledProcessLeavesNothingRunningAndNothingLost() throws Exception {
        startAndKill(ChildServers.command(AS_OURSELVES, classPath, directory));
        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> assertThat(serversIn(directory)).isEmpty());
        assertStateIsKept();
    }

    @Test
    void aStartRightAfterAKillWorksWhileTheOldServerStillShutsDown() throws Exception {
        startAndKill(ChildServers.command(AS_OURSELVES, classPath, directory));
        assertStateIsKept();
    }

    @Test
    void saysNothingAndEndsWhenAsked() throws Exception {
        Process asked = start(ChildServers.command(AS_OURSELVES, classPath, directory));
        try (BufferedReader output = asked.inputReader()) {
            assertThat(output.readLine()).isEqualTo("ready http");
            asked.getOutputStream().close();
            assertThat(output.readLine()).isNull();
        }
        assertThat(asked.waitFor()).isZero();
        assertThat(serversIn(directory)).isEmpty();
    }

    @Test
    void runsAsAnOrdinaryUserWithoutAHome() throws Exception {
        assumeTrue(ServerAccount.isRoot(), "only root can become another user");
        makeWritable(directory);
        startAndKill(ChildServers.command(AS_NOBODY, classPath, directory));
        assertThat(Files.getOwner(directory.resolve("broker/data")).getName()).isEqualTo("nobody");
        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> assertThat(serversIn(directory)).isEmpty());
    }

    @Test
    void whereTheSystemCannotTieTheServerToUsTheNextStartStopsIt() throws Exception {
        makeWritable(directory);
        List<String> account = ServerAccount.isRoot() ? AS_NOBODY : AS_OURSELVES;
        startAndKill(withoutUtilLinux(ChildServers.command(account, classPath, directory)));
        assertThat(serversIn(directory)).isNotEmpty();
        assertStateIsKept();
        assertThat(serversIn(directory)).isEmpty();
    }

    @Test
    void rootIsToldWhatIsMissing() throws Exception {
        assumeTrue(ServerAccount.isRoot(), "the test of root's message");
        assertThat(firstLine(withoutUtilLinux(ChildServers.command(AS_OURSELVES, classPath, directory))))
                .isEqualTo("PostgreSQL cannot run as root and this system does not let it run as nobody:");
    }

    @Test
    void aDirectoryThatTheUserMayNotWriteIsNamed() throws Exception {
        assumeTrue(ServerAccount.isRoot(), "root may write everywhere, so another user is needed");
        assertThat(firstLine(ChildServers.command(AS_NOBODY, classPath, directory)))
                .isEqualTo("cannot write to the directory " + directory.resolve("postgres")
                        + ": permission denied; choose another state directory or make this one writable");
    }

    private Process start(ProcessBuilder command) throws IOException {
        Process process = command.start();
        child = process;
        return process;
    }

    private String firstLine(ProcessBuilder command) throws IOException {
        try (BufferedReader output = start(command).inputReader()) {
            return String.valueOf(output.readLine());
        }
    }

    private void startAndKill(ProcessBuilder command) throws Exception {
        Process killed = start(command);
        try (BufferedReader output = killed.inputReader()) {
            assertThat(output.readLine()).isEqualTo("ready http");
            assertThat(serversIn(directory)).isNotEmpty();
            killed.destroyForcibly().waitFor();
        }
    }

    private void assertStateIsKept() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory.resolve("postgres"));
                EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"))) {
            assertThat(Sql.query(postgres, "select x from kept")).isEqualTo("42");
            assertThat(new Topic("kept", broker).read(1)).containsExactly("record");
        }
    }

    private static ProcessBuilder withoutUtilLinux(ProcessBuilder command) {
        command.environment().put("PATH", "/nonexistent");
        return command;
    }

    /** The database's processes: a server and its children work in their data directory. */
    private static List<Long> serversIn(Path state) {
        try (Stream<ProcessHandle> processes = ProcessHandle.allProcesses()) {
            return processes
                    .map(ProcessHandle::pid)
                    .filter(pid -> new PostmasterFile(pid, false).isServerOf(state.resolve("postgres/data")))
                    .toList();
        }
    }

    private static void makeOpen(Path directory) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void makeWritable(Path directory) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    }
}
