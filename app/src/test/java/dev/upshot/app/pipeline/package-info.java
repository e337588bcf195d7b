/** The whole path with real parts: broker, registry and PostgreSQL. */
@NullMarked
package dev.upshot.app.pipeline;

import org.jspecify.annotations.NullMarked;
