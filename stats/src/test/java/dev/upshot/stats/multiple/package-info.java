@NullMarked
package dev.upshot.stats.multiple;

import org.jspecify.annotations.NullMarked;
