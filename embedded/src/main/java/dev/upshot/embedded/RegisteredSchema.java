package dev.upshot.embedded;

import org.apache.avro.Schema;

/**
 * A schema as a version of a subject.
 *
 * @param subject the subject's name
 * @param version from 1 in each subject
 * @param id from 1 in the whole registry; the same schema has the same id in every subject
 * @param schema the schema itself
 */
record RegisteredSchema(String subject, int version, int id, Schema schema) {}
