/**
 * What the parts of the {@code upshot} command share: where events go ({@link dev.upshot.app.Target}) and how a long
 * task tells how far it is ({@link dev.upshot.app.Progress}).
 */
@NullMarked
package dev.upshot.app;

import org.jspecify.annotations.NullMarked;
