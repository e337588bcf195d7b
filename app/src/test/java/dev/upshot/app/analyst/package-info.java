/** What people who ask the reporting database get: the pages and dashboards we hand out, on a simulated history. */
@NullMarked
package dev.upshot.app.analyst;

import org.jspecify.annotations.NullMarked;
