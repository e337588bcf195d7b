package dev.upshot.streams.topology;

import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Hands on what one of several ways out of a processor gets: keys and values are bytes here. */
final class Passage extends ContextualProcessor<Object, Object, byte[], byte[]> {

    @Override
    public void process(Record<Object, Object> record) {
        context().forward(record.withKey((byte[]) record.key()).withValue((byte[]) record.value()));
    }
}
