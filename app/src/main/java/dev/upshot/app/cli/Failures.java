package dev.upshot.app.cli;

import dev.upshot.app.CommandFailure;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.stream.Stream;

/** What a failure means to the user of a command: the lines to show, and the exit code. */
final class Failures {
    private Failures() {}

    /** The exit code, from the first cause that says what kind of failure it is. */
    static int exitCode(Throwable failure) {
        return causes(failure)
                .filter(CommandFailure.class::isInstance)
                .map(cause -> ((CommandFailure) cause).exitCode())
                .findFirst()
                .orElse(CommandFailure.BUG);
    }

    /** What to show: a line, or several where there are several things to mend. */
    static List<String> lines(Throwable failure) {
        return List.of(oneLine(String.valueOf(failure.getMessage())));
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

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }
}
