/** Proofs of the code generation, on a real PostgreSQL. */
@NullMarked
package dev.upshot.codegen;

import org.jspecify.annotations.NullMarked;
