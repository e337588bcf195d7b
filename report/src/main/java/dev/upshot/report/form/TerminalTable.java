package dev.upshot.report.form;

import dev.upshot.report.Label;
import dev.upshot.report.card.Reading;
import dev.upshot.report.card.UseCaseCard;
import dev.upshot.report.notation.Figures;
import dev.upshot.report.notation.When;
import dev.upshot.report.scorecard.Scorecard;
import dev.upshot.report.sentence.ReadingSentence;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The overall readings as a table of plain text, one line each, for a terminal of any character set. */
final class TerminalTable {
    private static final int GAP = 2;

    private TerminalTable() {}

    static String of(Scorecard scorecard) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of(
                "use case", "KPI", "baseline", "candidate", "lift", interval(scorecard), "verdict", "grade", "why"));
        for (UseCaseCard card : scorecard.useCases()) {
            for (Reading reading : card.overall()) {
                lines.add(line(card, reading, severalLevels(scorecard)));
            }
        }
        return aligned(lines) + "as of " + When.of(scorecard.asOf())
                + "; figures of everything so far, provisional; verdicts of the latest official reading\n";
    }

    private static List<String> line(UseCaseCard card, Reading reading, boolean withLevel) {
        Figures figures = Figures.of(reading);
        Figures.Change change = figures.best();
        String level = withLevel ? ReadingSentence.level(reading.alpha()) + ": " : "";
        String why = reading.reason() == null ? reading.judgement().why() : reading.reason();
        return List.of(
                ascii(card.useCase()),
                ascii(reading.kpi().name()),
                ascii(reading.baseline().arm() + " " + figures.baseline()),
                ascii(reading.candidate().arm() + " " + figures.candidate()),
                change == null ? "-" : ascii(change.value()),
                change == null ? "-" : ascii(level + change.interval()),
                ascii(reading.judgement().words()),
                reading.judgement().grade().name(),
                ascii(why));
    }

    private static String interval(Scorecard scorecard) {
        return levels(scorecard).size() == 1 ? levels(scorecard).get(0) + " interval" : "interval";
    }

    private static boolean severalLevels(Scorecard scorecard) {
        return levels(scorecard).size() > 1;
    }

    private static List<String> levels(Scorecard scorecard) {
        return scorecard.useCases().stream()
                .flatMap(card -> card.overall().stream())
                .map(reading -> ReadingSentence.level(reading.alpha()))
                .distinct()
                .toList();
    }

    /** Our own signs in ASCII; labels keep their letters but lose what could steer the terminal. */
    private static String ascii(String text) {
        return Label.clean(text).replace('\u2212', '-').replace(Figures.MISSING, "-");
    }

    private static String aligned(List<List<String>> lines) {
        List<Integer> widths = IntStream.range(0, lines.get(0).size())
                .mapToObj(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toList();
        return lines.stream()
                .map(line -> IntStream.range(0, widths.size())
                                .mapToObj(column -> line.get(column)
                                        + " "
                                                .repeat(widths.get(column)
                                                        - line.get(column).length()
                                                        + GAP))
                                .collect(Collectors.joining())
                                .stripTrailing()
                        + "\n")
                .collect(Collectors.joining());
    }
}
