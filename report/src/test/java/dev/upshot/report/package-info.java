/** What the tests of all parts share. */
@NullMarked
package dev.upshot.report;

import org.jspecify.annotations.NullMarked;
