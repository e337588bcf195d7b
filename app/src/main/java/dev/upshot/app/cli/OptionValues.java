package dev.upshot.app.cli;

import dev.upshot.app.CommandFailure;
import dev.upshot.app.NearestPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How the values of options are read. A value that cannot be read is answered with what to write, not with a type of Java's. */
final class OptionValues {
    private OptionValues() {}

    /** Has these forms read by a command and the commands below it, unless an option has a reader of its own. */
    static void teach(CommandLine commandLine) {
        ITypeConverter<Double> decimal = OptionValues::decimal;
        commandLine
                .registerConverter(double.class, decimal)
                .registerConverter(Double.class, decimal)
                .registerConverter(int.class, value -> whole(value, Integer::valueOf, Integer.MAX_VALUE))
                .registerConverter(long.class, value -> whole(value, Long::valueOf, Long.MAX_VALUE))
                .registerConverter(Duration.class, OptionValues::period);
    }

    /**
     * Looks whether this can be a directory to write to; it need not exist yet.
     *
     * @throws CommandFailure if it is a file, or lies below one
     */
    static void requireDirectory(String option, Path given) {
        Path existing = NearestPath.existing(given);
        if (Files.isRegularFile(existing)) {
            String file = existing.equals(given.toAbsolutePath()) ? "" : ": " + existing;
            throw CommandFailure.usage(option + " " + given + file + " is a file: give a directory");
        }
    }

    private static Double decimal(String value) {
        try {
            double number = Double.parseDouble(value);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, as infinities are.
        }
        throw new TypeConversionException("'" + value + "' is no number: write digits and a point, a share as 0.05");
    }

    private static <N extends Number> N whole(String value, Function<String, N> reader, long most) {
        try {
            return reader.apply(value);
        } catch (NumberFormatException e) {
            throw new TypeConversionException(
                    "'" + value + "' is no whole number: write digits only, and no more than " + most);
        }
    }

    private static Duration period(String value) {
        try {
            return Duration.parse(value);
        } catch (DateTimeParseException e) {
            throw new TypeConversionException(
                    "'" + value + "' is no period: write days or hours as P1D or PT6H; a week is P7D");
        }
    }
}
