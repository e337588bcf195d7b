package dev.upshot.report.form;

import dev.upshot.report.Audience;
import dev.upshot.report.card.Finding;
import dev.upshot.report.card.Reading;
import dev.upshot.report.card.UseCaseCard;
import dev.upshot.report.scorecard.Scorecard;
import dev.upshot.report.sentence.FindingSentence;
import java.util.List;

/**
 * What a scorecard says of one KPI and candidate: its latest official reading over all decisions, whether it claims
 * something or refuses to.
 *
 * @param card the use case
 * @param reading read at the close of a cohort day
 * @param sentence the reading in words, for the audience
 */
public record OfficialClaim(UseCaseCard card, Reading reading, String sentence) {

    /** One per KPI and candidate that has been read at a close, in the order of the scorecard. */
    public static List<OfficialClaim> of(Scorecard scorecard, Audience audience) {
        return scorecard.useCases().stream()
                .flatMap(card -> card.official().overall().stream()
                        .map(Finding::reading)
                        .filter(reading -> reading.judgement().isFinal())
                        .map(reading -> new OfficialClaim(card, reading, FindingSentence.of(reading, audience))))
                .toList();
    }
}
