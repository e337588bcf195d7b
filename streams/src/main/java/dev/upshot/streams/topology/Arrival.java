package dev.upshot.streams.topology;

import dev.upshot.streams.routing.Waybill;
import org.jspecify.annotations.Nullable;

/**
 * A record of an event topic as it came to be measured, perhaps after a detour.
 *
 * @param origin where it came from, what the clock said there, and the key it had
 * @param topic the topic it came from
 * @param subject the key it was brought here by: that of its journey if it is accepted
 * @param value its bytes
 * @param observed its timestamp, milliseconds since the epoch
 */
record Arrival(Waybill origin, String topic, byte @Nullable [] subject, byte @Nullable [] value, long observed) {}
