/** Tests of runing, and a publisher for other tests. */
@NullMarked
package dev.upshot.app.run;

import org.jspecify.annotations.NullMarked;
