/**
 * A scorecard as files: page, PDF, workbook, CSV and JSON, each a pure function of it, and
 * {@link dev.upshot.report.form.ReportRun}, which writes them.
 */
@NullMarked
package dev.upshot.report.form;

import org.jspecify.annotations.NullMarked;
