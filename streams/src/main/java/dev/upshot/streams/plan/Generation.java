package dev.upshot.streams.plan;

import dev.upshot.wire.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;

/** The name of a set of plan versions that is measured together, by one replay of the topics. */
public final class Generation {
    private static final int HEX_DIGITS = 8;

    private Generation() {}

    /**
     * Names a set of plans. The same plans have the same name, in whatever order they come and however often.
     *
     * @param plans the plans that are published together
     * @return eight hex digits: the start of SHA-256 over the sorted use cases, versions and content hashes
     * @throws IllegalArgumentException if there is no plan
     */
    public static String of(Collection<Plan> plans) {
        if (plans.isEmpty()) {
            throw new IllegalArgumentException("a generation needs at least one plan");
        }
        MessageDigest digest = Sha256.digest();
        plans.stream()
                .sorted(Comparator.comparing(Plan::useCase)
                        .thenComparing(Plan::version)
                        .thenComparing(Plan::contentHash))
                .map(plan -> plan.useCase().length() + ":" + plan.useCase() + ":" + plan.version() + ":"
                        + plan.contentHash() + "\n")
                .distinct()
                .forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest()).substring(0, HEX_DIGITS);
    }
}
