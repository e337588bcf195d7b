package dev.upshot.embedded;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The operating system's account that PostgreSQL runs as, and the words before its command line that make it so.
 *
 * <p>PostgreSQL refuses to run as root, so under root its processes are {@code nobody}'s. Where util-linux is at hand
 * the child also gets its own session (Ctrl-C must reach us and not the database, which we stop when its clients are
 * done) and is told to shut down when the thread that forked it dies, which a {@code kill -9} cannot prevent.
 */
final class ServerAccount {
    private static final List<String> OWN_SESSION = List.of("setsid");
    private static final List<String> DIES_WITH_PARENT = List.of("setpriv", "--pdeathsig", "INT");
    /** The id of nobody's group on every Linux we know; its name is nogroup here and nobody there. */
    private static final String NOBODY_GROUP_ID = "65534";

    private static final List<String> BECOME_NOBODY =
            List.of("setpriv", "--reuid=nobody", "--regid=" + NOBODY_GROUP_ID, "--clear-groups");

    private final List<String> prefix;
    private final boolean nobody;

    private ServerAccount(List<String> prefix, boolean nobody) {
        this.prefix = List.copyOf(prefix);
        this.nobody = nobody;
    }

    /**
     * Chooses the account for this process and tries it.
     *
     * @throws EmbeddedException if this process is root's and cannot become nobody
     */
    static ServerAccount choose() {
        if (!isRoot()) {
            List<String> prefix = concat(OWN_SESSION, DIES_WITH_PARENT);
            return new ServerAccount(probe(prefix).isEmpty() ? prefix : List.of(), false);
        }
        // The order matters: changing the user clears the parent-death signal.
        List<String> prefix = concat(concat(OWN_SESSION, BECOME_NOBODY), DIES_WITH_PARENT);
        String problem = probe(prefix);
        if (!problem.isEmpty()) {
            throw new EmbeddedException("PostgreSQL cannot run as root and this system does not let it run as nobody:"
                    + problem + "\nrun as an ordinary user, or install util-linux (setpriv, setsid)");
        }
        return new ServerAccount(prefix, true);
    }

    static boolean isRoot() {
        return new UnixSystem().getUid() == 0;
    }

    /** The command line that runs a program as this account. */
    List<String> command(List<String> program) {
        return concat(prefix, program);
    }

    /**
     * How a program of this account names its working directory when it needs an absolute path.
     *
     * <p>nobody may not be allowed to pass through the directories above (a clone below {@code /root}, say), but a
     * process is in its working directory already and needs no permission to come in by the kernel's own name for it.
     */
    Path nameOf(Path workingDirectory) {
        return nobody ? Path.of("/proc/self/cwd") : workingDirectory;
    }

    /** Makes a tree this account's own; a no-op where it is already, or where the account is our own. */
    void own(Path tree) throws IOException {
        if (!nobody) {
            return;
        }
        var principals = tree.getFileSystem().getUserPrincipalLookupService();
        UserPrincipal user = principals.lookupPrincipalByName("nobody");
        if (Files.getOwner(tree, LinkOption.NOFOLLOW_LINKS).equals(user)) {
            return;
        }
        GroupPrincipal group = principals.lookupPrincipalByGroupName(NOBODY_GROUP_ID);
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                return handOver(file);
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
                // The top comes last: its owner tells whether all of the tree was handed over.
                return handOver(directory);
            }

            private FileVisitResult handOver(Path path) throws IOException {
                var view = Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
                view.setGroup(group);
                view.setOwner(user);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Empty if a program can be run with this prefix, otherwise what it said. */
    private static String probe(List<String> prefix) {
        try {
            Command result = Command.run(concat(prefix, List.of("true")), Path.of("/"));
            return result.succeeded() ? "" : result.tail();
        } catch (IOException e) {
            return "\n  " + Reason.of(e);
        }
    }

    private static List<String> concat(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
