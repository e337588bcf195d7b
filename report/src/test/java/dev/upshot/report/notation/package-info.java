/** The notation's tests: no number says more than is known. */
@NullMarked
package dev.upshot.report.notation;

import org.jspecify.annotations.NullMarked;
