/**
 * How Upshot's records travel: Confluent's wire format (a zero byte, the schema's id as four big-endian bytes, Avro
 * binary) against any registry that speaks Confluent's REST API, and the names of the topics they travel on.
 *
 * <p>The package promises that what it refuses it refuses with one of four exceptions, so that a caller can tell a
 * record that will never be readable ({@link dev.upshot.wire.PoisonRecordException},
 * {@link dev.upshot.wire.UnknownSchemaException}, {@link dev.upshot.wire.IncompatibleSchemaException}) from a registry
 * that has to be waited for ({@link dev.upshot.wire.RegistryUnavailableException}); that no message of its own holds a
 * secret or a value of a record; and that serializers and deserializers may be shared by threads.
 */
@NullMarked
package dev.upshot.wire;

import org.jspecify.annotations.NullMarked;
