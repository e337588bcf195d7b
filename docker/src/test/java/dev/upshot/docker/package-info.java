/**
 * No container engine runs where this is built, so the image and the compose file are read and held against what they
 * must agree with: the compose specification, Upshot's own settings and commands, the broker's settings, each other.
 */
@NullMarked
package dev.upshot.docker;

import org.jspecify.annotations.NullMarked;
