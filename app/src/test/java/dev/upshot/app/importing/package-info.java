/** Tests of the import. */
@NullMarked
package dev.upshot.app.importing;

import org.jspecify.annotations.NullMarked;
