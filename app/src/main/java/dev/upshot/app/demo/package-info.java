/** The demonstration: a simulated quarter through the real pipeline, measured, verified and reported. */
@NullMarked
package dev.upshot.app.demo;

import org.jspecify.annotations.NullMarked;
