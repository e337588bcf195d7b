/** The estimators on real data with published figures, where the folder {@code shared} lies beside the repository. */
@NullMarked
package dev.upshot.stats.realdata;

import org.jspecify.annotations.NullMarked;
