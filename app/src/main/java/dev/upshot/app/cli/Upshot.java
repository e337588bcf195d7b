package dev.upshot.app.cli;

import dev.upshot.app.CommandFailure;
import dev.upshot.app.page.ReadersTime;
import dev.upshot.app.terminal.Capabilities;
import dev.upshot.app.terminal.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code upshot} command. */
@Command(
        name = "upshot",
        description = "Tells an organisation what its AI decisions are worth.",
        versionProvider = ProductVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "An address that is not given means: embedded, with its data under .upshot/.",
            "Exit codes: 0 well, 1 ran and found something wrong, 2 wrong call or configuration, 3 not found,",
            "69 a broker, registry or database is away, 70 a fault of upshot, 130 and 143 stopped by a signal.",
            "",
            "Begin with: upshot demo"
        })
public final class Upshot implements Runnable {

    @Mixin
    private GeneralOptions general = new GeneralOptions();

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    boolean version;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        ReadersTime.limit();
        Map<String, String> environment = System.getenv();
        Capabilities capabilities = Capabilities.of(environment, Boolean.getBoolean("upshot.terminal"));
        if (Arrays.asList(arguments).contains("--no-color")) {
            capabilities = capabilities.withoutColour();
        }
        Terminal terminal = new Terminal(stream(FileDescriptor.out), stream(FileDescriptor.err), capabilities);
        System.exit(execute(new Shell(terminal, environment), arguments));
    }

    /** Runs a command; returns its exit code. */
    static int execute(Shell shell, String... arguments) {
        Logging.withoutAdvertising();
        try {
            return commandLine(shell).execute(arguments);
        } catch (Error e) {
            // Left alone it would end the process with the code of a negative finding, and only the log would tell.
            Failures.lines(e).forEach(line -> shell.terminal().say("upshot: " + line));
            e.printStackTrace(System.err);
            return CommandFailure.BUG;
        }
    }

    static CommandLine commandLine(Shell shell) {
        CommandLine commandLine = Commands.of(shell, new Upshot());
        arrange(commandLine);
        OptionValues.teach(commandLine);
        Ansi ansi = shell.terminal().capabilities().colour() ? Ansi.ON : Ansi.OFF;
        return commandLine
                .setColorScheme(CommandLine.Help.defaultColorScheme(ansi))
                .setUsageHelpWidth(100)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(shell.terminal().data(), true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler((exception, given) -> misused(shell, exception))
                .setExitCodeExceptionMapper(Failures::exitCode)
                .setExecutionExceptionHandler((exception, command, parsed) -> failed(shell, exception, command));
    }

    /** Options in the order of their meaning: a command's own, then addresses, then the general ones. */
    private static void arrange(CommandLine commandLine) {
        commandLine.getCommandSpec().usageMessage().sortOptions(false).abbreviateSynopsis(true);
        commandLine.getSubcommands().values().forEach(Upshot::arrange);
    }

    /** Without a subcommand there is nothing to do: that is a wrong call. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command? " + Commands.names(spec));
    }

    private static int misused(Shell shell, ParameterException exception) {
        CommandLine command = exception.getCommandLine();
        shell.terminal().say("upshot: " + Failures.oneLine(String.valueOf(exception.getMessage())));
        CommandLine.UnmatchedArgumentException.printSuggestions(
                exception, new PrintWriter(shell.terminal().notes(), true, StandardCharsets.UTF_8));
        shell.terminal().say("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return CommandFailure.USAGE;
    }

    private static int failed(Shell shell, Exception exception, CommandLine command) {
        Failures.lines(exception).forEach(line -> shell.terminal().say("upshot: " + line));
        Upshot upshot = (Upshot) command.getCommandSpec().root().userObject();
        if (upshot.general.verbose()) {
            exception.printStackTrace(shell.terminal().notes());
        }
        return Failures.exitCode(exception);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }
}
