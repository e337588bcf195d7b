package dev.upshot.bench.e2e;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;

/**
 * What it took to measure a number of records.
 *
 * @param records how many
 * @param seconds on the wall, from the start of the application until all are committed
 * @param cpuSeconds processor time of the stream threads: what a busy machine changes least
 */
record Cost(long records, double seconds, double cpuSeconds) {

    double recordsPerSecond() {
        return records / seconds;
    }

    double cpuMicrosPerRecord() {
        return cpuSeconds * 1e6 / records;
    }

    /** Processor time of the stream threads that are alive, in seconds. */
    static double streamThreads() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        List<Long> streamThreads = new ArrayList<>();
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().matches(".*-StreamThread-\\d+")) {
                streamThreads.add(thread.getThreadId());
            }
        }
        return streamThreads.stream().mapToLong(threads::getThreadCpuTime).sum() / 1e9;
    }
}
