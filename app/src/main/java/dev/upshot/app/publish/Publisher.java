package dev.upshot.app.publish;

import java.time.Instant;

/** Takes events in the order in which the log is to learn of them. Not safe for several threads. */
public interface Publisher extends AutoCloseable {

    /**
     * Hands over one event; it may be written later.
     *
     * @throws PublishException if this or an earlier event could not be written
     */
    void publish(TimedEvent event);

    /**
     * Lets time pass in the log: waits until every event so far is written and durable, then writes a tick behind them, in
     * every partition of every event topic. What follows and happened longer before than a plan waits is refused.
     *
     * @param at the moment that has passed, not negative; nothing observed before it is to follow
     * @throws PublishException if the ticks or an earlier event could not be written
     */
    void tick(Instant at);

    /**
     * Waits until every event is written and durable.
     *
     * @throws PublishException if one of them could not be written
     */
    @Override
    void close();
}
