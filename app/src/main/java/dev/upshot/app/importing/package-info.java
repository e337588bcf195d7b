/**
 * Any CSV into the three topics. A {@link dev.upshot.app.importing.Mapping} (YAML) says which events a row tells of; it
 * turns a row into events or into a reason why not, and knows neither files nor Kafka. {@link
 * dev.upshot.app.importing.ImportRun} reads the files, publishes and writes the rejects. Every row ends as events, as a
 * reject with file, line and reason, or in the count of rows the mapping asked nothing of.
 */
@NullMarked
package dev.upshot.app.importing;

import org.jspecify.annotations.NullMarked;
