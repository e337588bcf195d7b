@NullMarked
package dev.upshot.stats.power;

import org.jspecify.annotations.NullMarked;
