@NullMarked
package dev.upshot.stats.sequence;

import org.jspecify.annotations.NullMarked;
