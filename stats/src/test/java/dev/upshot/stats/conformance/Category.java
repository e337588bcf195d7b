package dev.upshot.stats.conformance;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Computes what a case of one category expects.
 *
 * <p>The answer is a tree of the shape of the case's {@code expected}: maps, lists, numbers. It may hold more than a case asks for: only what
 * is expected is compared.
 */
@FunctionalInterface
interface Category {
    Object compute(JsonNode inputs);
}
