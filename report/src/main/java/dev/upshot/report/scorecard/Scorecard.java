package dev.upshot.report.scorecard;

import dev.upshot.report.card.Judgement;
import dev.upshot.report.card.QuarantineCount;
import dev.upshot.report.card.UseCaseCard;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Everything a scorecard says; every form is written from it. Equal scorecards give equal bytes. Immutable, and safe for
 * use by several threads: the hash, which every form shows, is worked out by the first that ask for it.
 */
public final class Scorecard {

    /** What official and provisional mean, in two sentences. */
    public static final String MATURITY_STATEMENT =
            "Claims come from official readings: days that are final, read at the"
                    + " looks that the plan allows, never changed afterwards. Live readings are of everything so far: they are"
                    + " provisional, the next decision or outcome may move them.";

    private final List<UseCaseCard> useCases;
    private final List<QuarantineCount> unassignedQuarantine;
    private volatile @Nullable Hashed hashed;

    /**
     * Copies the lists.
     *
     * @param useCases one card per use case, by name
     * @param unassignedQuarantine records refused before their use case was known, by reason
     */
    public Scorecard(List<UseCaseCard> useCases, List<QuarantineCount> unassignedQuarantine) {
        this.useCases = List.copyOf(useCases);
        this.unassignedQuarantine = List.copyOf(unassignedQuarantine);
    }

    /** One card per use case, by name. */
    public List<UseCaseCard> useCases() {
        return useCases;
    }

    /** Records refused before their use case was known, by reason. */
    public List<QuarantineCount> unassignedQuarantine() {
        return unassignedQuarantine;
    }

    /**
     * The log has been measured at least up to this observed time: the earliest of the use cases that have readings;
     * empty if not known.
     */
    public Optional<Instant> asOf() {
        List<UseCaseCard> read =
                useCases.stream().filter(UseCaseCard::isMeasured).toList();
        return read.stream().anyMatch(card -> card.asOf() == null)
                ? Optional.empty()
                : read.stream().map(UseCaseCard::asOf).filter(Objects::nonNull).min(Instant::compareTo);
    }

    /** {@code final} if every reading is official, else {@code provisional}. */
    public String maturity() {
        return useCases.stream().allMatch(card -> card.readings().isEmpty()) ? "final" : Judgement.PROVISIONAL;
    }

    /** SHA-256 (hex) over the canonical rows: the lines of every topic in the JSON form. */
    public String rowsHash() {
        return hashed().hash();
    }

    /** SHA-256 (hex) over the canonical rows of one use case, by its place, as if the scorecard were of it alone. */
    public String rowsHash(int useCase) {
        return hashed().ofUseCases().get(useCase);
    }

    /** What the hash is taken over, by use case. */
    public List<CanonicalRows> canonicalRows() {
        return hashed().rows();
    }

    private record Hashed(List<CanonicalRows> rows, String hash, List<String> ofUseCases) {}

    /**
     * Every form tells the hashes, and one the rows, so they are kept. Without a lock: who works them out waits for the common
     * pool, whose threads may be those that ask. If two ask first at once, both find the same.
     */
    private Hashed hashed() {
        Hashed known = hashed;
        if (known == null) {
            List<CanonicalRows> rows =
                    useCases.parallelStream().map(CanonicalRows::of).toList();
            // Side by side: that of all rows takes as long as those of all use cases.
            CompletableFuture<String> hash = CompletableFuture.supplyAsync(
                    () -> CanonicalRows.hash(rows, CanonicalRows.of(unassignedQuarantine)));
            List<String> ofUseCases = rows.stream().map(CanonicalRows::hash).toList();
            known = new Hashed(rows, hash.join(), ofUseCases);
            hashed = known;
        }
        return known;
    }

    /** Whether it says the same: then every form of it is the same bytes. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Scorecard that
                && useCases.equals(that.useCases)
                && unassignedQuarantine.equals(that.unassignedQuarantine);
    }

    @Override
    public int hashCode() {
        return Objects.hash(useCases, unassignedQuarantine);
    }
}
