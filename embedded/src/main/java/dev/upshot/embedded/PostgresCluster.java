package dev.upshot.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** A PostgreSQL data directory ({@code data} below the given one) and what can be done to it while no server runs. */
final class PostgresCluster {
    private static final String UNFINISHED = "unfinished.";

    private final Path directory;
    private final PostgresBinaries binaries;
    private final ServerAccount account;

    PostgresCluster(Path directory, PostgresBinaries binaries, ServerAccount account) {
        this.directory = directory;
        this.binaries = binaries;
        this.account = account;
    }

    Path data() {
        return directory.resolve("data");
    }

    /** Where the server writes what it has to say; the log of the run before has {@code .1} added. */
    Path log() {
        return directory.resolve("postgres.log");
    }

    /**
     * Makes the directory ready for a server: creates it if it is not there, and stops a server that an earlier
     * process of ours left behind.
     *
     * @return the id of a process that died as this directory's server and that the system may have given to another
     *     program since; a new server must not take that program for its predecessor
     */
    OptionalLong prepare() throws IOException {
        if (!Files.exists(data().resolve("PG_VERSION"))) {
            create();
            return OptionalLong.empty();
        }
        account.own(data());
        Optional<PostmasterFile> left = PostmasterFile.read(data());
        if (left.isEmpty()) {
            return OptionalLong.empty();
        }
        if (left.get().isServerOf(data())) {
            stop();
            return OptionalLong.empty();
        }
        return OptionalLong.of(left.get().pid());
    }

    /** Runs one of PostgreSQL's programs to its end, as the server's account, inside a directory. */
    Command run(Path inside, String program, String... arguments) throws IOException {
        return Command.run(commandLine(inside, program, List.of(arguments)), inside);
    }

    /** The command line of a program that works on the directory it is started in. */
    List<String> commandLine(Path inside, String program, List<String> arguments) {
        List<String> words = new ArrayList<>(
                List.of(binaries.program(program), "-D", account.nameOf(inside).toString()));
        words.addAll(arguments);
        return account.command(words);
    }

    private void create() throws IOException {
        deleteUnfinished();
        Path unfinished = Files.createTempDirectory(directory, UNFINISHED);
        account.own(unfinished);
        Command initdb = run(
                unfinished,
                "initdb",
                "--username=postgres",
                "--auth=trust",
                "--encoding=UTF8",
                "--no-locale",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8");
        if (!initdb.succeeded()) {
            throw new EmbeddedException("cannot create the PostgreSQL database in " + data()
                    + ": initdb failed with exit code " + initdb.exitCode() + "; its last words:" + initdb.tail());
        }
        Files.move(unfinished, data(), StandardCopyOption.ATOMIC_MOVE);
        Trees.sync(directory);
    }

    private void deleteUnfinished() throws IOException {
        List<Path> abandoned;
        try (Stream<Path> entries = Files.list(directory)) {
            abandoned = entries.filter(entry -> entry.getFileName().toString().startsWith(UNFINISHED))
                    .toList();
        }
        for (Path entry : abandoned) {
            Trees.deleteIfExists(entry);
        }
    }

    private void stop() throws IOException {
        Command stop = run(data(), "pg_ctl", "stop", "--mode=fast", "--wait", "--timeout=60");
        // It may have come to its end by itself in the meantime, which pg_ctl reports as a failure.
        if (!stop.succeeded()
                && PostmasterFile.read(data())
                        .filter(file -> file.isServerOf(data()))
                        .isPresent()) {
            throw new EmbeddedException("a PostgreSQL server of an earlier run still works in " + data()
                    + " and does not stop; pg_ctl said:" + stop.tail());
        }
    }
}
