package dev.upshot.streams.topology.book;

import dev.upshot.streams.journey.Journey;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * When journeys leave the state, in one task: an index of journeys by the day on which something of them may go, and the
 * sweep that follows the clock through it.
 *
 * <p>The index has one entry per live journey. It is put when the journey comes to be and moved by the sweep alone, so
 * an event costs nothing here. The sweep reads on from where it stopped, never over what it has already taken away, and
 * works in bounded steps. How far it has come never shows in a result: events are judged by pruned journeys.
 */
public final class ExpiryBook {

    private static final long DAY = 86_400_000;
    private static final int READ_AHEAD = 500;
    private static final byte[] NOTHING = new byte[0];

    private final KeyValueStore<Bytes, byte[]> index;
    private final JourneyBook[] books;
    private final int[] sweptTo;
    private final Deque<Bytes> due = new ArrayDeque<>();
    private long clock;
    private int today;
    private int plan;

    /** Opens the index of these books, one for each plan, in the order of their ordinals. */
    public ExpiryBook(KeyValueStore<Bytes, byte[]> index, JourneyBook[] books) {
        this.index = index;
        this.books = books;
        this.sweptTo = new int[books.length];
        this.plan = books.length;
    }

    /** Enters a journey that has just come to be. */
    public void born(int ordinal, byte[] subject, Journey journey) {
        index.put(key(ordinal, books[ordinal].dueDay(journey), subject), NOTHING);
    }

    /** Takes note of the final clock, milliseconds since the epoch: on a new day there is something to sweep. */
    public void reached(long finalClock) {
        clock = finalClock;
        int day = (int) Math.floorDiv(finalClock, DAY);
        if (day > today) {
            today = day;
            plan = 0;
        }
    }

    /** Sweeps on, at most so many journeys. */
    public void sweep(int most) {
        for (int left = most; left > 0 && (!due.isEmpty() || readAhead()); left--) {
            sweep(due.remove());
        }
    }

    /** Reads the next due entries. Whether there are any. */
    private boolean readAhead() {
        while (due.isEmpty() && plan < books.length) {
            Bytes from = key(plan, sweptTo[plan], NOTHING);
            Bytes to = key(plan, today + 1, NOTHING);
            try (KeyValueIterator<Bytes, byte[]> entries = index.range(from, to)) {
                while (entries.hasNext() && due.size() < READ_AHEAD) {
                    due.add(entries.next().key);
                }
            }
            // New entries are never due: a journey comes to be by an event that the clock has not passed.
            boolean all = due.size() < READ_AHEAD;
            sweptTo[plan] = all ? today + 1 : day(due.getLast());
            plan += all ? 1 : 0;
        }
        return !due.isEmpty();
    }

    @SuppressWarnings("ReferenceEquality") // a journey of which nothing may go is the very same
    private void sweep(Bytes entry) {
        ByteBuffer in = ByteBuffer.wrap(entry.get());
        int ordinal = in.getShort();
        in.getInt();
        byte[] subject = new byte[in.remaining()];
        in.get(subject);
        JourneyBook book = books[ordinal];
        Bytes key = book.key(subject);
        Journey known = book.read(key);
        Journey left = book.prune(known, clock);
        if (left != known) {
            book.write(key, left);
        }
        index.put(entry, null);
        if (!left.isEmpty()) {
            index.put(key(ordinal, Math.max(today + 1, book.dueDay(left)), subject), NOTHING);
        }
    }

    /** Plan ordinal (2 bytes), due day (4, never negative), the key of the subject's records. */
    private static Bytes key(int ordinal, int day, byte[] subject) {
        return Bytes.wrap(ByteBuffer.allocate(6 + subject.length)
                .putShort((short) ordinal)
                .putInt(day)
                .put(subject)
                .array());
    }

    private static int day(Bytes key) {
        return ByteBuffer.wrap(key.get()).getInt(2);
    }
}
