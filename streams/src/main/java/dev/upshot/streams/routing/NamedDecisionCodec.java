package dev.upshot.streams.routing;

import dev.upshot.streams.routing.NamedDecision.Bearer;
import dev.upshot.streams.routing.NamedDecision.Seeker;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@link NamedDecision} as bytes: version (1), number of decisions (4), per decision time (8), length (4) and subject
 * (UTF-8); then per event time (8), length (4) and {@link Shipment}.
 */
public final class NamedDecisionCodec {

    private static final byte VERSION = 1;

    private NamedDecisionCodec() {}

    /** Writes. */
    public static byte[] encode(NamedDecision named) {
        List<byte[]> parts = new ArrayList<>(named.size());
        named.bearers()
                .forEach(bearer ->
                        parts.add(part(bearer.decidedAt(), bearer.subject().getBytes(StandardCharsets.UTF_8))));
        named.seekers()
                .forEach(seeker -> parts.add(part(seeker.at(), seeker.shipment().bytes())));
        ByteBuffer out = ByteBuffer.allocate(
                        5 + parts.stream().mapToInt(part -> part.length).sum())
                .put(VERSION)
                .putInt(named.bearers().size());
        parts.forEach(out::put);
        return out.array();
    }

    /** Reads. */
    public static NamedDecision decode(byte[] stored) {
        ByteBuffer in = ByteBuffer.wrap(stored);
        byte version = in.get();
        if (version != VERSION) {
            throw new IllegalStateException("decision index: unknown format version " + version
                    + "; it was written by a newer Upshot: use that, or reset the application");
        }
        List<Bearer> bearers = new ArrayList<>();
        for (int left = in.getInt(); left > 0; left--) {
            long at = in.getLong();
            bearers.add(new Bearer(new String(bytes(in), StandardCharsets.UTF_8), at));
        }
        List<Seeker> seekers = new ArrayList<>();
        while (in.hasRemaining()) {
            long at = in.getLong();
            seekers.add(new Seeker(at, Shipment.of(bytes(in))));
        }
        return new NamedDecision(bearers, seekers);
    }

    private static byte[] part(long at, byte[] content) {
        return ByteBuffer.allocate(12 + content.length)
                .putLong(at)
                .putInt(content.length)
                .put(content)
                .array();
    }

    private static byte[] bytes(ByteBuffer in) {
        byte[] bytes = new byte[in.getInt()];
        in.get(bytes);
        return bytes;
    }
}
