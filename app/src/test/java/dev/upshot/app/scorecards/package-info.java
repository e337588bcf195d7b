@NullMarked
package dev.upshot.app.scorecards;

import org.jspecify.annotations.NullMarked;
