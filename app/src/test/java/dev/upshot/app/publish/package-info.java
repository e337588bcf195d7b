/** Tests of publishing, and a publisher for other tests. */
@NullMarked
package dev.upshot.app.publish;

import org.jspecify.annotations.NullMarked;
