@NullMarked
package dev.upshot.stats.bayes;

import org.jspecify.annotations.NullMarked;
