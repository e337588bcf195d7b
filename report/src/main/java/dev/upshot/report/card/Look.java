package dev.upshot.report.card;

import dev.upshot.stats.Estimate;
import dev.upshot.stats.grade.Grade;
import dev.upshot.stats.grade.Verdict;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What an official reading of the past said, on a timeline.
 *
 * @param cohortDate last UTC day of decisions in the reading
 * @param change the relative lift with its interval, as a share; null without one
 * @param grade how strong the evidence was
 * @param verdict what was said
 */
public record Look(LocalDate cohortDate, @Nullable Estimate change, Grade grade, Verdict verdict) {}
