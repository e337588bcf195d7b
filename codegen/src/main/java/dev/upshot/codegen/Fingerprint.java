package dev.upshot.codegen;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.flywaydb.core.Flyway;

/**
 * What generated sources depend on: the migrations by name and content, the versions of jOOQ and Flyway, the package
 * and the generator's own settings (its bytecode stands for them).
 *
 * @param hex SHA-256 in hexadecimal
 */
record Fingerprint(String hex) {

    static Fingerprint of(Path migrations, String packageName) throws IOException {
        MessageDigest digest = sha256();
        add(digest, packageName);
        add(digest, org.jooq.Constants.FULL_VERSION);
        add(digest, String.valueOf(Flyway.class.getPackage().getImplementationVersion()));
        for (Class<?> type : List.of(GenerateJooq.class, GeneratorSettings.class)) {
            digest.update(bytecode(type));
        }
        try (var files = Files.list(migrations)) {
            for (Path file : files.sorted().toList()) {
                add(digest, file.getFileName().toString());
                digest.update(Files.readAllBytes(file));
            }
        }
        return new Fingerprint(HexFormat.of().formatHex(digest.digest()));
    }

    boolean isAt(Path stamp) throws IOException {
        return Files.exists(stamp) && Files.readString(stamp).equals(hex);
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static byte[] bytecode(Class<?> type) throws IOException {
        try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            if (in == null) {
                throw new IOException("cannot read the bytecode of " + type.getName());
            }
            return in.readAllBytes();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
