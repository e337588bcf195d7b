package dev.upshot.app.cli;

import dev.upshot.app.CommandFailure;
import dev.upshot.app.importing.ImportException;
import dev.upshot.app.importing.MappingException;
import dev.upshot.app.publish.PublishException;
import dev.upshot.app.simulate.CannotSimulateException;
import dev.upshot.app.verify.VerifyException;
import dev.upshot.embedded.EmbeddedException;
import dev.upshot.report.ReportException;
import dev.upshot.sink.SinkException;
import dev.upshot.sink.database.ReportingDatabaseException;
import dev.upshot.streams.plan.yaml.PlanException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;

/** What a failure means to the user of a command: the lines to show, and the exit code. */
final class Failures {
    private Failures() {}

    /** The exit code, from the first cause that says what kind of failure it is. */
    static int exitCode(Throwable failure) {
        return causes(failure)
                .map(Failures::kind)
                .flatMapToInt(OptionalInt::stream)
                .findFirst()
                .orElse(CommandFailure.BUG);
    }

    /** What to show: a line, or several where there are several things to mend. */
    static List<String> lines(Throwable failure) {
        Throwable told = causes(failure)
                .filter(cause -> kind(cause).isPresent())
                .findFirst()
                .orElse(failure);
        if (told instanceof PlanException || told instanceof MappingException) {
            return String.valueOf(told.getMessage()).lines().toList();
        }
        if (told instanceof KafkaException) {
            return List.of("Kafka or the registry cannot be used: " + oneLine(root(told))
                    + "; see 'upshot doctor' and the log");
        }
        if (told instanceof SQLException) {
            return List.of("the reporting database cannot be used: " + oneLine(root(told))
                    + "; see 'upshot doctor' and the log");
        }
        if (kind(told).isEmpty()) {
            return List.of("this is a fault of upshot: " + told.getClass().getSimpleName() + ": "
                    + oneLine(String.valueOf(told.getMessage())) + "; run it again with -v and report what it shows");
        }
        return List.of(oneLine(String.valueOf(told.getMessage())));
    }

    /** A failed read or write as people say it: the file exceptions of the JDK only name the path. */
    static String reason(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof AccessDeniedException) {
            return message + ": permission denied";
        }
        if (failure instanceof NoSuchFileException) {
            return message + ": no such file or directory";
        }
        if (failure instanceof FileAlreadyExistsException || failure instanceof NotDirectoryException) {
            return message + ": a file that is not a directory is in the way";
        }
        return message;
    }

    static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    private static OptionalInt kind(Throwable failure) {
        if (failure instanceof CommandFailure known) {
            return OptionalInt.of(known.exitCode());
        }
        if (failure instanceof PlanException
                || failure instanceof MappingException
                || failure instanceof ImportException
                || failure instanceof CannotSimulateException
                || failure instanceof ConfigException) {
            return OptionalInt.of(CommandFailure.USAGE);
        }
        if (failure instanceof VerifyException verify) {
            return OptionalInt.of(
                    switch (verify.kind()) {
                        case NOT_FOUND -> CommandFailure.NOT_FOUND;
                        case UNAVAILABLE -> CommandFailure.UNAVAILABLE;
                    });
        }
        if (failure instanceof ReportException report) {
            return OptionalInt.of(
                    switch (report.kind()) {
                        case NOT_FOUND, OTHER_VERSION -> CommandFailure.NOT_FOUND;
                        case DATABASE_UNAVAILABLE, DATABASE_FAULT, FORBIDDEN -> CommandFailure.UNAVAILABLE;
                        case OUTPUT_NOT_WRITABLE -> CommandFailure.USAGE;
                    });
        }
        if (failure instanceof EmbeddedException
                || failure instanceof PublishException
                || failure instanceof ReportingDatabaseException
                || failure instanceof SinkException
                || failure instanceof SQLException
                || failure instanceof KafkaException) {
            return OptionalInt.of(CommandFailure.UNAVAILABLE);
        }
        return OptionalInt.empty();
    }

    private static String root(Throwable failure) {
        Throwable root = causes(failure).reduce((outer, inner) -> inner).orElse(failure);
        String message = root.getMessage();
        return message == null || message.isBlank() ? root.getClass().getSimpleName() : message;
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }
}
