/** The whole path beside a pass-through and beside the plain DSL join, over the same topics in the same run. */
@NullMarked
package dev.upshot.bench.e2e;

import org.jspecify.annotations.NullMarked;
