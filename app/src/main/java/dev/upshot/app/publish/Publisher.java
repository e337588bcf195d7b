package dev.upshot.app.publish;

/** Takes events in the order in which the log is to learn of them. Not safe for several threads. */
public interface Publisher extends AutoCloseable {

    /**
     * Hands over one event; it may be written later.
     *
     * @throws PublishException if this or an earlier event could not be written
     */
    void publish(TimedEvent event);

    /**
     * Waits until every event is written and durable.
     *
     * @throws PublishException if one of them could not be written
     */
    @Override
    void close();
}
