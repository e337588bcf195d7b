package dev.upshot.report.page;

import dev.upshot.report.card.LookBack;
import dev.upshot.report.card.TrustCheck;
import dev.upshot.report.card.UseCaseCard;
import dev.upshot.report.chart.Tone;
import java.util.List;

/**
 * Whether the data can be trusted, as a badge: a sign, a word and what stands behind it.
 *
 * @param sound false if a check failed
 * @param words what to say
 * @param failed the checks that failed
 */
record Quality(boolean sound, String words, List<TrustCheck> failed) {

    static Quality of(UseCaseCard card) {
        List<TrustCheck> checks = card.official().checks();
        List<TrustCheck> failed = in(checks, "failed");
        int passed = in(checks, "passed").size();
        int waiting = in(checks, "not_yet").size();
        if (!failed.isEmpty()) {
            return new Quality(
                    false,
                    "\u2212 data checks: " + failed.size() + " of " + (passed + failed.size())
                            + " failed; what they speak of is refused",
                    failed);
        }
        LookBack lookBack = card.official().lookBack();
        long untold = lookBack == null ? 0 : lookBack.checks();
        if (passed == 0) {
            return new Quality(
                    true,
                    "\u2026 data checks: "
                            + (untold == 0 ? "none made yet" : "made again since, and their state of then is not kept"),
                    failed);
        }
        return new Quality(
                true,
                "+ data checks: " + passed + " of " + passed + " passed"
                        + (waiting == 0 ? "" : ", " + waiting + " wait")
                        + (untold == 0 ? "" : ", " + untold + " made again since and not told")
                        + (in(checks, "noted").isEmpty()
                                ? ""
                                : "; cases end sooner in one arm than in another, which touches no final reading"),
                failed);
    }

    private static List<TrustCheck> in(List<TrustCheck> checks, String state) {
        return checks.stream().filter(check -> check.state().equals(state)).toList();
    }

    String mark() {
        return (!sound ? Tone.WORSE : words.startsWith("+") ? Tone.BETTER : Tone.UNCLEAR).code();
    }
}
