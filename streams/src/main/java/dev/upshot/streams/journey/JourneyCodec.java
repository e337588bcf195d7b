package dev.upshot.streams.journey;

import java.nio.BufferUnderflowException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a journey in the store {@code journeys}, and their only reader and writer.
 *
 * <pre>
 * version      1 byte, now 3
 * corrected    1 byte, as {@link Journey#isCorrected} says
 * decisions    count, then each: id, decidedAt, requestedAt flag [+ time], arm, segments (the plan fixes how many), supersedes,
 *              quantities (the plan fixes how many) flag [+ fixed-point value], with a ledger the details: actor's type, id and
 *              version, mode, action, score flag [+ 8 bytes]
 * outcomes     count, then each: id, name, status, occurredAt, value (8 bytes), decisionId, amends
 * reviews      count, then each: decisionId, reviewedAt, overturned, with a ledger the details: verdict, reviewer's type, startedAt
 * </pre>
 *
 * Counts and lengths are unsigned varints, times and values have 8 bytes (a varint would save two of them and cost as much time as all the
 * rest), texts are UTF-8 behind their length, arms and outcome names their index in the vocabulary, a missing text is the length 0 (no id is
 * empty).
 *
 * <p>Written by the measuring processor on every event that changes a journey, and by the sweep that takes out what has become final. Equal
 * journeys have equal bytes. Not for use by several threads.
 */
public final class JourneyCodec {

    private static final byte VERSION = 3;
    private static final Outcome.Standing[] STANDINGS = Outcome.Standing.values();

    private final List<String> arms;
    private final List<String> outcomeNames;
    private final int dimensions;
    private final int quantities;
    private final boolean detailed;
    private final ByteWriter out = new ByteWriter(1024);

    /**
     * A codec for the journeys of one plan.
     *
     * @param arms the plan's arms; their order is part of the format
     * @param outcomeNames the outcome names the plan reads; their order is part of the format
     * @param dimensions how many segment values a decision has
     * @param quantities how many quantities a decision has
     * @param detailed whether decisions and reviews have the details that a ledger keeps
     */
    public JourneyCodec(
            List<String> arms, List<String> outcomeNames, int dimensions, int quantities, boolean detailed) {
        this.arms = List.copyOf(arms);
        this.outcomeNames = List.copyOf(outcomeNames);
        this.dimensions = dimensions;
        this.quantities = quantities;
        this.detailed = detailed;
    }

    /** The bytes of a journey. */
    public byte[] encode(Journey journey) {
        out.clear();
        out.writeByte(VERSION);
        out.writeByte(journey.isCorrected() ? 1 : 0);
        out.writeUnsigned(journey.decisions().size());
        for (Decision decision : journey.decisions()) {
            write(decision);
        }
        out.writeUnsigned(journey.outcomes().size());
        for (Outcome outcome : journey.outcomes()) {
            write(outcome);
        }
        out.writeUnsigned(journey.reviews().size());
        for (Review review : journey.reviews()) {
            out.writeText(review.decisionId());
            out.writeLong(review.reviewedAt());
            out.writeByte(review.overturned() ? 1 : 0);
            if (detailed) {
                write(Objects.requireNonNull(review.details()));
            }
        }
        return out.toBytes();
    }

    /**
     * The journey of these bytes; null stands for the empty journey.
     *
     * @throws IllegalStateException if the bytes were not written by {@link #encode} of this plan's codec
     */
    public Journey decode(byte @Nullable [] bytes) {
        if (bytes == null) {
            return Journey.EMPTY;
        }
        try {
            ByteReader in = new ByteReader(bytes);
            int version = in.readByte();
            if (version != VERSION) {
                throw new IllegalStateException("Journey written in format " + version + ", this program reads "
                        + VERSION + ": reset the application's state and replay.");
            }
            boolean corrected = in.readByte() == 1;
            List<Decision> decisions = readDecisions(in);
            List<Outcome> outcomes = readOutcomes(in);
            return new Journey(decisions, outcomes, readReviews(in), corrected);
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new IllegalStateException("Journey of " + bytes.length + " bytes ends before it is complete.", e);
        }
    }

    private void write(Decision decision) {
        out.writeText(decision.id());
        out.writeLong(decision.decidedAt());
        boolean requested = decision.requestedAt() != Decision.NOT_REQUESTED;
        out.writeByte(requested ? 1 : 0);
        if (requested) {
            out.writeLong(decision.requestedAt());
        }
        out.writeUnsigned(arms.indexOf(decision.arm()));
        for (String segment : decision.segments()) {
            out.writeText(segment);
        }
        out.writeOptionalText(decision.supersedes());
        for (long quantity : decision.quantities()) {
            boolean given = quantity != Decision.NOT_GIVEN;
            out.writeByte(given ? 1 : 0);
            if (given) {
                out.writeLong(quantity);
            }
        }
        if (detailed) {
            write(Objects.requireNonNull(decision.details()));
        }
    }

    private void write(DecisionDetails details) {
        out.writeText(details.actorType());
        out.writeText(details.actorId());
        out.writeText(details.actorVersion());
        out.writeText(details.mode());
        out.writeText(details.action());
        Double score = details.score();
        out.writeByte(score == null ? 0 : 1);
        if (score != null) {
            out.writeLong(Double.doubleToRawLongBits(score));
        }
    }

    private @Nullable DecisionDetails readDecisionDetails(ByteReader in) {
        return detailed
                ? new DecisionDetails(
                        in.readText(),
                        in.readText(),
                        in.readText(),
                        in.readText(),
                        in.readText(),
                        in.readByte() == 1 ? (Double) Double.longBitsToDouble(in.readLong()) : null)
                : null;
    }

    private void write(ReviewDetails details) {
        out.writeText(details.verdict());
        out.writeText(details.reviewerType());
        out.writeLong(details.startedAt());
    }

    private @Nullable ReviewDetails readReviewDetails(ByteReader in) {
        return detailed ? new ReviewDetails(in.readText(), in.readText(), in.readLong()) : null;
    }

    private List<Decision> readDecisions(ByteReader in) {
        int count = in.readUnsigned();
        if (count == 0) {
            return List.of();
        }
        Decision[] decisions = new Decision[count];
        for (int i = 0; i < count; i++) {
            String id = in.readText();
            long decidedAt = in.readLong();
            long requestedAt = in.readByte() == 1 ? in.readLong() : Decision.NOT_REQUESTED;
            String arm = arms.get(in.readUnsigned());
            String[] segments = new String[dimensions];
            for (int d = 0; d < dimensions; d++) {
                segments[d] = in.readText();
            }
            String supersedes = in.readOptionalText();
            decisions[i] = new Decision(
                    id,
                    decidedAt,
                    requestedAt,
                    arm,
                    List.of(segments),
                    supersedes,
                    readQuantities(in),
                    readDecisionDetails(in));
        }
        return List.of(decisions);
    }

    private List<Long> readQuantities(ByteReader in) {
        if (quantities == 0) {
            return List.of();
        }
        Long[] read = new Long[quantities];
        for (int i = 0; i < quantities; i++) {
            read[i] = in.readByte() == 1 ? in.readLong() : Decision.NOT_GIVEN;
        }
        return List.of(read);
    }

    private void write(Outcome outcome) {
        out.writeText(outcome.id());
        out.writeUnsigned(outcomeNames.indexOf(outcome.name()));
        out.writeByte(outcome.status().code());
        out.writeLong(outcome.occurredAt());
        out.writeLong(Double.doubleToRawLongBits(outcome.value()));
        out.writeOptionalText(outcome.decisionId());
        out.writeOptionalText(outcome.amends());
    }

    private List<Outcome> readOutcomes(ByteReader in) {
        int count = in.readUnsigned();
        if (count == 0) {
            return List.of();
        }
        Outcome[] outcomes = new Outcome[count];
        for (int i = 0; i < count; i++) {
            outcomes[i] = new Outcome(
                    in.readText(),
                    outcomeNames.get(in.readUnsigned()),
                    STANDINGS[in.readByte()],
                    in.readLong(),
                    Double.longBitsToDouble(in.readLong()),
                    in.readOptionalText(),
                    in.readOptionalText());
        }
        return List.of(outcomes);
    }

    private List<Review> readReviews(ByteReader in) {
        int count = in.readUnsigned();
        if (count == 0) {
            return List.of();
        }
        Review[] reviews = new Review[count];
        for (int i = 0; i < count; i++) {
            reviews[i] = new Review(in.readText(), in.readLong(), in.readByte() == 1, readReviewDetails(in));
        }
        return List.of(reviews);
    }
}
