package dev.upshot.streams.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of a plan's meaning. Fields are fed in a fixed order as UTF-8 text, each preceded by its length in bytes, so that no two
 * plans read alike; doubles by their bits, durations in milliseconds.
 */
final class ContentHash {
    /** Part of the hash: changes when a field is added, for then plans mean something else. */
    private static final String FORMAT = "upshot-plan-1";

    private final MessageDigest digest = sha256();

    private ContentHash() {}

    static String of(Plan plan) {
        ContentHash hash = new ContentHash();
        hash.plan(plan);
        return HexFormat.of().formatHex(hash.digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private void plan(Plan plan) {
        add(FORMAT);
        add(plan.useCase());
        add(plan.version());
        add(plan.by().code());
        add(plan.baseline());
        addAll(plan.candidates());
        add(plan.design().kind().code());
        add(plan.design().allocation().size());
        plan.design().allocation().forEach((arm, share) -> {
            add(arm);
            add(Double.doubleToLongBits(share));
        });
        add(plan.unit().code());
        addAll(plan.segments());
        add(plan.lateness().toMillis());
        add(plan.kpis().size());
        plan.kpis().forEach(this::kpi);
        add(Double.doubleToLongBits(plan.inference().alpha()));
        add(plan.limits().eventsPerJourney());
    }

    private void kpi(Kpi kpi) {
        add(kpi.type());
        add(kpi.name());
        add(kpi.outcome());
        add(kpi.window().toMillis());
        add(kpi.better().code());
        add(kpi.missing().code());
        add(kpi.scale());
        add(kpi.unit());
        if (kpi instanceof AmountKpi amount) {
            Long cap = amount.cap();
            add(cap == null ? 0 : cap);
        } else if (kpi instanceof DurationKpi duration) {
            add(duration.start().code());
        }
    }

    private void addAll(Iterable<String> texts) {
        int count = 0;
        for (String text : texts) {
            add(text);
            count++;
        }
        add(count);
    }

    private void add(long number) {
        add(Long.toString(number));
    }

    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }
}
