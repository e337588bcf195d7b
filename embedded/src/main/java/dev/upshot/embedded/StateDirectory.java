package dev.upshot.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The hold of one process on a directory: whoever wants to work in it must first get this lock.
 *
 * <p>The lock is the operating system's, on the file {@code .lock} in the directory, so it ends with the process however
 * the process ends. The file holds the owner's process id for the message the second one gets; it is never deleted,
 * because deleting a lock file lets two processes hold two locks of the same name.
 */
public final class StateDirectory implements AutoCloseable {
    private static final String LOCK_FILE = ".lock";

    private final Path path;
    private final FileChannel channel;

    private StateDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Creates the directory where it is missing and takes its lock.
     *
     * @throws EmbeddedException if the directory cannot be created or written, or another process (or another caller in
     *     this one) holds it; the message names the holder's process id
     */
    public static StateDirectory lock(Path directory) {
        Path path = directory.toAbsolutePath().normalize();
        FileChannel channel = open(path);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw held(path, channel);
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new StateDirectory(path, channel);
        } catch (OverlappingFileLockException e) {
            throw held(path, channel);
        } catch (IOException e) {
            closeQuietly(channel, e);
            throw EmbeddedException.at("cannot lock", path, e);
        }
    }

    /** The locked directory, absolute. */
    public Path path() {
        return path;
    }

    /** Gives the directory free for the next process. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw EmbeddedException.at("cannot release the lock of", path, e);
        }
    }

    private static FileChannel open(Path path) {
        try {
            Files.createDirectories(path);
            return FileChannel.open(
                    path.resolve(LOCK_FILE),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new EmbeddedException(
                    "cannot write to the directory " + path + ": " + Reason.of(e)
                            + "; choose another state directory or make this one writable",
                    e);
        }
    }

    private static EmbeddedException held(Path path, FileChannel channel) {
        String holder = holder(channel);
        EmbeddedException failure = new EmbeddedException("the directory " + path + " is in use by "
                + (holder.isEmpty() ? "another process" : "process " + holder)
                + "; stop that one first, or choose another state directory");
        closeQuietly(channel, failure);
        return failure;
    }

    private static String holder(FileChannel channel) {
        try {
            ByteBuffer text = ByteBuffer.allocate(20);
            channel.read(text, 0);
            return new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            return "";
        }
    }

    private static void closeQuietly(FileChannel channel, Exception failure) {
        try {
            channel.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
