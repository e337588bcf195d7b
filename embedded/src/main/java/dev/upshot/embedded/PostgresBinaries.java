package dev.upshot.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked once from the jar into a cache.
 *
 * <p>The cache is {@code /var/cache/upshot} if it has them or we are root (nobody must be able to run them, and root's
 * home is usually closed to nobody), else {@code $XDG_CACHE_HOME/upshot} or {@code ~/.cache/upshot}, else, for accounts
 * without a home, {@code binaries} beside the data. A directory there appears whole or not at all and is never changed
 * afterwards; its name carries the archive's checksum. It can be deleted at any time when nothing runs.
 */
final class PostgresBinaries {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresBinaries.class);

    private final Path home;

    private PostgresBinaries(Path home) {
        this.home = home;
    }

    /**
     * Finds the unpacked programs or unpacks them.
     *
     * @param fallback where to unpack if no cache directory can be written
     * @throws EmbeddedException if there are none for this platform or they cannot be unpacked
     */
    static PostgresBinaries locate(Path fallback) {
        String archive = "postgres-" + platform() + ".txz";
        URL resource = PostgresBinaries.class.getResource("/" + archive);
        if (resource == null) {
            throw new EmbeddedException("no PostgreSQL binaries for this platform (" + archive
                    + " is not on the class path); give the address of your own PostgreSQL instead: jdbc.url");
        }
        try {
            String name = "postgres-" + platform() + "-" + fingerprint(resource);
            List<Path> caches = caches(fallback);
            for (Path cache : caches) {
                Path home = cache.resolve(name);
                if (Files.isExecutable(home.resolve("bin/postgres"))) {
                    return new PostgresBinaries(home);
                }
            }
            return new PostgresBinaries(unpack(resource, caches, name));
        } catch (IOException e) {
            throw new EmbeddedException("cannot unpack PostgreSQL's programs: " + Reason.of(e), e);
        }
    }

    /** The absolute path of a program: {@code postgres}, {@code initdb}, {@code pg_ctl}. */
    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    private static String platform() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String system = os.startsWith("mac") ? "darwin" : os.startsWith("linux") ? "linux" : os.replace(' ', '_');
        return system + "-"
                + switch (arch) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64", "arm64" -> "arm_64";
                    default -> arch;
                };
    }

    private static String fingerprint(URL resource) throws IOException {
        URLConnection connection = resource.openConnection();
        long number = connection instanceof JarURLConnection jar
                ? jar.getJarEntry().getCrc()
                : connection.getContentLengthLong();
        return Long.toHexString(number);
    }

    private static List<Path> caches(Path fallback) {
        List<Path> caches = new ArrayList<>();
        caches.add(Path.of("/var/cache/upshot"));
        String xdg = System.getenv("XDG_CACHE_HOME");
        if (!ServerAccount.isRoot()) {
            caches.add(
                    xdg != null && xdg.startsWith("/")
                            ? Path.of(xdg, "upshot")
                            : Path.of(System.getProperty("user.home", "/nonexistent"), ".cache", "upshot"));
        }
        caches.add(fallback);
        return caches;
    }

    private static Path unpack(URL resource, List<Path> caches, String name) throws IOException {
        Path cache = firstWritable(caches);
        Path home = cache.resolve(name);
        Path unfinished = Files.createTempDirectory(cache, name + ".");
        LOG.info("unpacking PostgreSQL into {}", home);
        try (InputStream bytes = new BufferedInputStream(resource.openStream(), 1 << 16);
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(bytes))) {
            Trees.makeReadable(unfinished, true);
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar, unfinished);
            }
            Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // Somebody else may have been faster; what is there is then as good as ours.
            if (!Files.isExecutable(home.resolve("bin/postgres"))) {
                throw e;
            }
        } finally {
            Trees.deleteIfExists(unfinished);
        }
        return home;
    }

    private static Path firstWritable(List<Path> caches) throws IOException {
        @Nullable IOException refused = null;
        for (Path cache : caches) {
            try {
                Trees.createReadable(cache);
                Files.delete(Files.createTempFile(cache, "writable", ""));
                return cache;
            } catch (IOException e) {
                refused = e;
            }
        }
        throw refused == null ? new IOException("no cache directory") : refused;
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path root) throws IOException {
        Path path = root.resolve(entry.getName()).normalize();
        if (!path.startsWith(root)) {
            throw new IOException("unexpected entry " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
        } else {
            Files.createDirectories(path.getParent());
            if (entry.isSymbolicLink()) {
                Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                return;
            }
            Files.copy(content, path);
        }
        Trees.makeReadable(path, entry.isDirectory() || (entry.getMode() & 0100) != 0);
    }
}
