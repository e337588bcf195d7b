package dev.upshot.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The hold of one process on a directory: whoever wants to work in it must first get this lock.
 *
 * <p>The lock is the operating system's, on the file {@code .lock} in the directory, so it ends with the process however
 * the process ends. The file holds the owner's process id for the message the second one gets; it is never deleted,
 * because deleting a lock file lets two processes hold two locks of the same name.
 */
public final class StateDirectory implements AutoCloseable {
    private static final String LOCK_FILE = ".lock";
    private static final boolean SHARED = true;
    private static final boolean EXCLUSIVE = false;

    /** A look lasts microseconds; a process that is stopped in the middle of one is not waited for. */
    private static final Duration LOOK_TAKES_AT_MOST = Duration.ofSeconds(1);

    private static final long PAUSE_NANOS = 10_000_000;

    private final Path path;
    private final FileChannel channel;

    private StateDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Creates the directory where it is missing and takes its lock. Somebody who only looks who holds it is waited for.
     *
     * @throws EmbeddedException if the directory cannot be created or written, or another process (or another caller in
     *     this one) holds it; the message names the holder's process id
     */
    public static StateDirectory lock(Path directory) {
        return lock(directory, LOOK_TAKES_AT_MOST);
    }

    static StateDirectory lock(Path directory, Duration patience) {
        Path path = directory.toAbsolutePath().normalize();
        FileChannel channel = open(path);
        try {
            long giveUpAt = System.nanoTime() + patience.toNanos();
            while (!tryLock(channel, EXCLUSIVE)) {
                if (isAlive(holder(channel)) || System.nanoTime() - giveUpAt >= 0) {
                    throw held(path, channel);
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new StateDirectory(path, channel);
        } catch (IOException e) {
            closeQuietly(channel, e);
            throw EmbeddedException.at("cannot lock", path, e);
        }
    }

    /** Whether anybody has ever held a directory. Looks only. */
    public static boolean wasHeld(Path directory) {
        return Files.exists(directory.resolve(LOCK_FILE));
    }

    /**
     * Looks who holds a directory, and changes nothing. Any number of processes may look at the same time; but not the
     * holder itself: POSIX gives a process's lock up when the process closes any file handle on it.
     *
     * @return the holder's process id, 0 if it did not say; empty if nobody holds the directory
     * @throws EmbeddedException if the lock cannot be read
     */
    public static OptionalLong holder(Path directory) {
        Path path = directory.toAbsolutePath().normalize();
        try (FileChannel channel = FileChannel.open(path.resolve(LOCK_FILE), StandardOpenOption.READ)) {
            // Closing the channel gives a lock up that was free to take.
            return tryLock(channel, SHARED) ? OptionalLong.empty() : OptionalLong.of(holder(channel));
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        } catch (IOException e) {
            throw EmbeddedException.at("cannot read the lock of", path, e);
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

    private static boolean tryLock(FileChannel channel, boolean shared) throws IOException {
        try {
            return channel.tryLock(0, Long.MAX_VALUE, shared) != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static EmbeddedException held(Path path, FileChannel channel) {
        long holder = holder(channel);
        EmbeddedException failure = new EmbeddedException("the directory " + path + " is in use by "
                + (isAlive(holder) ? "process " + holder : "another process")
                + "; stop that one first, or choose another state directory");
        closeQuietly(channel, failure);
        return failure;
    }

    /** Who wrote itself down as the holder; 0: nobody. It may be long gone. */
    private static long holder(FileChannel channel) {
        try {
            ByteBuffer text = ByteBuffer.allocate(20);
            channel.read(text, 0);
            return Long.parseLong(new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII).strip());
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    private static void closeQuietly(FileChannel channel, Exception failure) {
        try {
            channel.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
