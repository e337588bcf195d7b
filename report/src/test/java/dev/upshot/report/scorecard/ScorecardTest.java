package dev.upshot.report.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ScorecardTest {
    @Test
    @Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void manyMayAskForTheHashFirst() {
        for (int round = 0; round < 100; round++) {
            Scorecard scorecard = Scorecards.several();
            CompletableFuture<Long> pool = CompletableFuture.supplyAsync(() -> IntStream.range(0, 32)
                    .parallel()
                    .mapToObj(asker -> scorecard.rowsHash())
                    .distinct()
                    .count());

            assertThat(scorecard.rowsHash()).isEqualTo(Scorecards.several().rowsHash());
            assertThat(pool.join()).isEqualTo(1);
        }
    }

    @Test
    void whoReadsTheRowsCannotChangeThem() {
        CanonicalRows rows = Scorecards.several().canonicalRows().get(0);
        String hash = rows.hash();

        rows.of(CanonicalRows.Topic.READINGS)[0]++;

        assertThat(rows.hash()).isEqualTo(hash);
    }
}
