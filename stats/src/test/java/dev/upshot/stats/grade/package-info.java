@NullMarked
package dev.upshot.stats.grade;

import org.jspecify.annotations.NullMarked;
