/** How long a scorecard of a large house takes, form by form. */
package dev.upshot.bench.report;
