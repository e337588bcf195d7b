/** Real decisions with real outcomes, imported and measured: the published figures must come out, to the last digit. */
@NullMarked
package dev.upshot.app.realdata;

import org.jspecify.annotations.NullMarked;
