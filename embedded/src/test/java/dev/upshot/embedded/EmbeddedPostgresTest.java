package dev.upshot.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    @TempDir
    Path directory;

    @Test
    void rowsSurviveARestart() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
            Sql.execute(postgres, "create table kept as select 42 as x");
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
            assertThat(Sql.query(postgres, "select x from kept")).isEqualTo("42");
        }
    }

    @Test
    void isDurableAndSortsTextByCodePoint() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
            assertThat(Sql.query(postgres, "show fsync")).isEqualTo("on");
            assertThat(Sql.query(postgres, "show synchronous_commit")).isEqualTo("on");
            assertThat(Sql.query(postgres, "show full_page_writes")).isEqualTo("on");
            assertThat(Sql.query(postgres, "show server_encoding")).isEqualTo("UTF8");
            assertThat(Sql.query(
                            postgres, "select string_agg(x, '' order by x) from unnest('{b,é,a,B,Z,_}'::text[]) x"))
                    .isEqualTo("BZ_abé");
            assertThat(Sql.query(postgres, "select upper('é')")).isEqualTo("É");
        }
    }

    @Test
    void listensOnLoopbackOnlyAndOnNoSocketFile() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
            assertThat(Sql.query(postgres, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(Sql.query(postgres, "show unix_socket_directories")).isEmpty();
        }
    }

    @Test
    void closingDisconnectsClientsAndEndsTheServer() throws Exception {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(directory);
        long server = PostmasterFile.read(data()).orElseThrow().pid();
        try (Connection connection = Sql.connect(postgres)) {
            postgres.close();
            postgres.close();
            assertThat(connection.isValid(1)).isFalse();
        }
        assertThat(new PostmasterFile(server, false).isServerOf(data())).isFalse();
        assertThat(data().resolve("postmaster.pid")).doesNotExist();
        assertThat(Files.readString(directory.resolve("postgres.log"))).contains("database system is shut down");
    }

    @Test
    void aServerLeftBehindIsStoppedFirst() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
            Sql.execute(postgres, "create table kept as select 42 as x");
        }
        Postmaster left = Postmaster.fork(cluster(), FreePort.any(), OptionalLong.empty());
        waitForReady();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
            assertThat(left.ended(1, TimeUnit.MINUTES)).isTrue();
            assertThat(Sql.query(postgres, "select x from kept")).isEqualTo("42");
        }
    }

    @Test
    void recoversAfterTheServerItselfWasKilled() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
            Sql.execute(postgres, "create table kept as select 42 as x");
            long server = PostmasterFile.read(data()).orElseThrow().pid();
            ProcessHandle.of(server).orElseThrow().destroyForcibly();
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
            assertThat(Sql.query(postgres, "select x from kept")).isEqualTo("42");
        }
    }

    @Test
    void aLockFileWhoseProcessIdNowIsAnotherProgramsIsNoObstacle() throws Exception {
        EmbeddedPostgres.start(directory).close();
        Process other = new ProcessBuilder(ServerAccount.choose().command(List.of("sleep", "600"))).start();
        try {
            Path lockFile = data().resolve("postmaster.pid");
            Files.writeString(lockFile, other.pid() + "\n" + data() + "\n1\n1\n\n127.0.0.1\n\nready\n");
            ServerAccount.choose().own(lockFile);
            EmbeddedPostgres.start(directory).close();
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void worksBelowADirectoryThatIsClosedToOthers() throws Exception {
        Path closed = Files.createDirectory(
                directory.resolve("closed"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        for (int run = 0; run < 2; run++) {
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(closed.resolve("state"))) {
                assertThat(Sql.query(postgres, "select 1")).isEqualTo("1");
            }
        }
    }

    @Test
    void aCreationThatWasCutOffIsDoneAgain() throws Exception {
        Path unfinished = Files.createDirectories(directory.resolve("unfinished.1/base"));
        EmbeddedPostgres.start(directory).close();
        assertThat(unfinished).doesNotExist();
    }

    @Test
    void aDirectoryInUseNamesItsHolder() {
        try (EmbeddedPostgres running = EmbeddedPostgres.start(directory)) {
            assertThat(running.user()).isEqualTo("postgres");
            assertThatThrownBy(() -> EmbeddedPostgres.start(directory))
                    .isInstanceOf(EmbeddedException.class)
                    .hasMessage("the directory " + directory + " is in use by process "
                            + ProcessHandle.current().pid()
                            + "; stop that one first, or choose another state directory");
        }
    }

    @Test
    void aServerThatCannotStartTellsWhy() throws Exception {
        EmbeddedPostgres.start(directory).close();
        Files.writeString(data().resolve("PG_VERSION"), "9.6\n");
        assertThatThrownBy(() -> EmbeddedPostgres.start(directory))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageStartingWith("PostgreSQL did not start in " + data() + "; its last words:")
                .hasMessageContaining("database files are incompatible with server");
    }

    private Path data() {
        return directory.resolve("data");
    }

    private PostgresCluster cluster() {
        return new PostgresCluster(
                directory, PostgresBinaries.locate(directory.resolve("binaries")), ServerAccount.choose());
    }

    private void waitForReady() {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> PostmasterFile.read(data())
                        .filter(PostmasterFile::ready)
                        .isPresent());
    }
}
