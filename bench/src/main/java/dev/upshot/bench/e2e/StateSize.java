package dev.upshot.bench.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * What the RocksDB stores of a closed application hold.
 *
 * @param entries how many keys
 * @param bytes keys and values as they are encoded
 * @param diskBytes files, compressed, with what compaction has yet to take away
 */
record StateSize(long entries, long bytes, long diskBytes) {

    private static final StateSize NONE = new StateSize(0, 0, 0);

    /** What the stores of these names hold, in all tasks below an application's state directory. */
    static StateSize of(Path state, List<String> stores) throws IOException, RocksDBException {
        StateSize sum = NONE;
        for (Path store : directories(state, stores)) {
            sum = sum.plus(of(store));
        }
        return sum;
    }

    private static List<Path> directories(Path state, List<String> stores) throws IOException {
        try (Stream<Path> all = Files.walk(state)) {
            return all.filter(path -> Files.isDirectory(path)
                            && stores.contains(path.getFileName().toString()))
                    .toList();
        }
    }

    private static StateSize of(Path store) throws IOException, RocksDBException {
        List<ColumnFamilyDescriptor> families = new ArrayList<>();
        try (Options options = new Options()) {
            for (byte[] name : RocksDB.listColumnFamilies(options, store.toString())) {
                families.add(new ColumnFamilyDescriptor(name));
            }
        }
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        try (DBOptions options = new DBOptions();
                RocksDB database = RocksDB.openReadOnly(options, store.toString(), families, handles)) {
            StateSize size = new StateSize(0, 0, diskBytes(store));
            for (ColumnFamilyHandle handle : handles) {
                // Kafka Streams keeps its offsets in a family of their own.
                if (!new String(handle.getName(), StandardCharsets.UTF_8).equals("offsets")) {
                    size = size.plus(of(database, handle));
                }
            }
            handles.forEach(ColumnFamilyHandle::close);
            return size;
        }
    }

    private static StateSize of(RocksDB database, ColumnFamilyHandle family) {
        long entries = 0;
        long bytes = 0;
        try (RocksIterator all = database.newIterator(family)) {
            for (all.seekToFirst(); all.isValid(); all.next()) {
                entries++;
                bytes += all.key().length + all.value().length;
            }
        }
        return new StateSize(entries, bytes, 0);
    }

    private static long diskBytes(Path store) throws IOException {
        try (Stream<Path> files = Files.walk(store)) {
            return files.filter(file -> file.toString().endsWith(".sst"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private StateSize plus(StateSize other) {
        return new StateSize(entries + other.entries, bytes + other.bytes, diskBytes + other.diskBytes);
    }
}
