/** Cards that read like data, and what they are made of. */
@NullMarked
package dev.upshot.report.card;

import org.jspecify.annotations.NullMarked;
