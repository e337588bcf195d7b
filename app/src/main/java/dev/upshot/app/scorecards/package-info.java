/** What the scorecard says, kept where others read it: the topic of scorecards, and a folder of official editions. */
@NullMarked
package dev.upshot.app.scorecards;

import org.jspecify.annotations.NullMarked;
