/** The Bayesian reading of a lift: a posterior, the chance to beat the baseline, the expected loss of a wrong choice. */
@NullMarked
package dev.upshot.stats.bayes;

import org.jspecify.annotations.NullMarked;
