package dev.upshot.streams.topology.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A write-back store reads like a map, and the store below hears of it at a flush. */
class WriteBackStoreTest {

    private static final long SEED = new Random().nextLong();

    @TempDir
    private Path directory;

    private KeyValueStore<Bytes, byte[]> below;
    private WriteBackStore<String> store;

    @BeforeEach
    void open() {
        open(1 << 20);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void the_store_below_hears_of_the_last_value_at_the_flush() {
        store.put(key(1), "first");
        store.put(key(1), "second");
        assertThat(store.get(key(1))).isEqualTo("second");
        assertThat(below.get(key(1))).isNull();
        store.flushCache();
        assertThat(below.get(key(1))).isEqualTo(utf8("second"));
        assertThat(store.get(key(1))).isEqualTo("second");
    }

    @Test
    void a_deleted_key_is_gone_at_once_and_below_at_the_flush() {
        below.put(key(1), utf8("old"));
        assertThat(store.delete(key(1))).isEqualTo("old");
        assertThat(store.get(key(1))).isNull();
        store.flushCache();
        assertThat(below.get(key(1))).isNull();
    }

    @Test
    void what_was_not_flushed_ends_with_the_task() {
        store.put(key(1), "committed");
        store.flushCache();
        store.put(key(1), "not committed");
        store.clearCache();
        assertThat(store.get(key(1))).isEqualTo("committed");
    }

    @Test
    void reads_what_others_wrote_below_once_its_own_memory_is_cleared() {
        store.put(key(1), "ours");
        store.flushCache();
        below.put(key(1), utf8("restored"));
        store.clearCache();
        assertThat(store.get(key(1))).isEqualTo("restored");
    }

    @Test
    void finds_what_was_restored_below_after_it_was_opened() {
        below.put(key(1), utf8("restored"));
        assertThat(store.get(key(1))).isEqualTo("restored");
        assertThat(store.get(key(2))).isNull();
        store.put(key(2), "ours");
        store.flushCache();
        assertThat(store.get(key(2))).isEqualTo("ours");
    }

    @Test
    void finds_what_was_restored_below_after_it_served_another_task() {
        store.close();
        open(NeverWritten.BYTES * 4);
        assertThat(store.get(key(1))).isNull();
        store.put(key(2), "ours");
        store.flushCache();
        assertThat(store.get(key(3))).isNull();
        store.clearCache();
        below.put(key(1), utf8("restored"));
        assertThat(store.get(key(1))).isEqualTo("restored");
        assertThat(store.get(key(2))).isEqualTo("ours");
    }

    @Test
    void a_flush_that_failed_leaves_all_to_be_written() {
        store.put(key(1), "one");
        below.close();
        assertThatThrownBy(store::flushCache).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> store.commit(Map.of())).hasMessageContaining("without being flushed");
        assertThat(store.get(key(1))).isEqualTo("one");
    }

    @Test
    void what_need_not_be_reread_is_found_all_the_same() {
        WriteBackStore<String> forgetful = new WriteBackStore<>(below, new Texts(), new CacheBudget(1 << 20), false);
        forgetful.put(key(1), "one");
        assertThat(forgetful.get(key(1))).isEqualTo("one");
        forgetful.flushCache();
        assertThat(forgetful.get(key(1))).isEqualTo("one");
        forgetful.put(key(1), null);
        assertThat(forgetful.get(key(1))).isNull();
        try (KeyValueIterator<Bytes, String> all = forgetful.all()) {
            assertThat(all.hasNext()).isFalse();
        }
    }

    @Test
    void a_commit_without_a_flush_is_refused() {
        store.put(key(1), "value");
        assertThatThrownBy(() -> store.commit(Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("journeys")
                .hasMessageContaining("without being flushed");
    }

    @Test
    void any_sequence_of_operations_reads_like_a_map_however_small_the_memory() {
        for (int budget : new int[] {1, 2_000, 20_000, 4 * (int) NeverWritten.BYTES}) {
            everything().keySet().forEach(key -> store.put(key, null));
            store.flushCache();
            store.close();
            open(budget);
            Random random = new Random(SEED);
            TreeMap<Bytes, String> expected = new TreeMap<>();
            for (int step = 0; step < 5_000; step++) {
                Bytes key = key(random.nextInt(100));
                int operation = random.nextInt(100);
                if (operation < 50) {
                    expected.put(key, "v" + step);
                    store.put(key, "v" + step);
                } else if (operation < 60) {
                    expected.remove(key);
                    store.delete(key);
                } else if (operation < 62) {
                    store.flushCache();
                } else if (operation < 63) {
                    assertThat(everything()).as("seed " + SEED).isEqualTo(expected);
                } else {
                    assertThat(store.get(key)).as("seed " + SEED).isEqualTo(expected.get(key));
                }
            }
            assertThat(everything()).as("seed " + SEED).isEqualTo(expected);
        }
    }

    private void open(long budget) {
        below = Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore("journeys"), Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        store = new WriteBackStore<>(below, new Texts(), new CacheBudget(budget), true);
        store.init(
                new MockProcessorContext<>(new Properties(), new TaskId(0, 0), directory.toFile())
                        .getStateStoreContext(),
                store);
    }

    private TreeMap<Bytes, String> everything() {
        TreeMap<Bytes, String> found = new TreeMap<>();
        try (KeyValueIterator<Bytes, String> all = store.all()) {
            all.forEachRemaining(entry -> found.put(entry.key, entry.value));
        }
        return found;
    }

    private static Bytes key(int number) {
        return Bytes.wrap(utf8("key " + number));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static final class Texts implements StoredForm<String> {
        @Override
        public byte[] encode(Bytes key, String value) {
            return utf8(value);
        }

        @Override
        public String decode(Bytes key, byte[] stored) {
            return new String(stored, StandardCharsets.UTF_8);
        }
    }
}
