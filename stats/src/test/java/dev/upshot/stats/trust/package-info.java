@NullMarked
package dev.upshot.stats.trust;

import org.jspecify.annotations.NullMarked;
