/** Tests of what the demo shows. */
@NullMarked
package dev.upshot.app.demo;

import org.jspecify.annotations.NullMarked;
