package dev.upshot.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Another process that holds a state directory, or looks at it, until it is told to stop. */
final class OtherProcess implements AutoCloseable {

    private final Process process;

    private OtherProcess(String what, Path directory) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        what,
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.getInputStream().read() != '!') {
            throw new IllegalStateException("the other process did not come so far");
        }
    }

    /** A process that has taken the directory. */
    static OtherProcess holding(Path directory) throws IOException {
        return new OtherProcess("hold", directory);
    }

    /** A process in the middle of a look at the directory, which has been taken before. */
    static OtherProcess looking(Path directory) throws IOException {
        return new OtherProcess("look", directory);
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        process.waitFor();
    }

    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[1]);
        if (arguments[0].equals("hold")) {
            StateDirectory held = StateDirectory.lock(directory);
            untilTold();
            held.close();
        } else {
            try (FileChannel look = FileChannel.open(directory.resolve(".lock"), StandardOpenOption.READ)) {
                look.lock(0, Long.MAX_VALUE, true);
                untilTold();
            }
        }
    }

    private static void untilTold() throws IOException {
        System.out.write('!');
        System.out.flush();
        System.in.readAllBytes();
    }
}
