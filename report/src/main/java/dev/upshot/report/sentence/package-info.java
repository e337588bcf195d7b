/**
 * From figures to words: what may be claimed, in which order, why nothing can be said, and what is asked of the reader. Pure
 * functions to plain text, without the marks of any form.
 */
@NullMarked
package dev.upshot.report.sentence;

import org.jspecify.annotations.NullMarked;
