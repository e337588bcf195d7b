/** Planning: how many units it takes to see an effect, how small an effect can be seen, how much is still missing. */
@NullMarked
package dev.upshot.stats.power;

import org.jspecify.annotations.NullMarked;
