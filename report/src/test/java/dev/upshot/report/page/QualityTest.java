package dev.upshot.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.report.card.LookBack;
import dev.upshot.report.card.Official;
import dev.upshot.report.card.TrustCheck;
import dev.upshot.report.scorecard.Scorecards;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QualityTest {
    private static final TrustCheck PASSED = new TrustCheck("model-v2", "", "sample_ratio", "passed", 0.4);
    private static final TrustCheck FAILED = new TrustCheck("model-v2", "", "join", "failed", 0.0001);

    @Test
    void saysWhetherTheChecksPassed() {
        assertThat(words(null)).isEqualTo("\u2026 data checks: none made yet");
        assertThat(words(null, PASSED)).isEqualTo("+ data checks: 1 of 1 passed");
        assertThat(words(null, PASSED, FAILED)).startsWith("\u2212 data checks: 1 of 2 failed");
    }

    @Test
    void doesNotSayThatNoneWereMadeWhereThoseOfThenAreNotKept() {
        LookBack lookBack = new LookBack(Instant.EPOCH, 18, 2);

        assertThat(words(lookBack))
                .isEqualTo("\u2026 data checks: made again since, and their state of then is not kept");
        assertThat(words(lookBack, PASSED)).isEqualTo("+ data checks: 1 of 1 passed, 18 made again since and not told");
    }

    private static String words(@Nullable LookBack lookBack, TrustCheck... checks) {
        Official official = new Official(List.of(), List.of(checks), List.of(), List.of(), lookBack);
        return Quality.of(Scorecards.card(List.of(), official)).words();
    }
}
