package dev.upshot.bench.page;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Readers of a site who turn to the next page as soon as they have the last. */
final class Readers {
    private static final List<String> DOWNLOADS =
            List.of("scorecard.html", "scorecard.csv", "scorecard.json", "scorecard.xlsx", "scorecard.pdf");
    private static final List<String> USE_CASES = List.of("claims-triage", "credit-limit-eu", "returns", "staffing-eu");
    private static final List<String> KPIS = List.of("decision_quality", "processing_time", "recovered_amount");

    private static final long PATIENCE_NANOS = 300_000_000_000L;

    private final String address;

    Readers(String address) {
        this.address = address;
    }

    /** The first page after a start; where it takes longer than the server lets it, asked for again. */
    void first() throws IOException {
        long begin = System.nanoTime();
        Answered first = null;
        while (first == null) {
            try {
                first = read("");
            } catch (SocketException cut) {
                if (System.nanoTime() - begin > PATIENCE_NANOS) {
                    throw cut;
                }
            }
        }
        line("first page after the start", List.of(new Answered((System.nanoTime() - begin) / 1e6, first.bytes())), 1);
    }

    /** All pages, by so many readers at once. */
    void all(String when, int count, int seconds) throws Exception {
        long until = System.nanoTime() + seconds * 1_000_000_000L;
        ExecutorService threads = Executors.newFixedThreadPool(count);
        Map<String, List<Answered>> byKind = new TreeMap<>();
        try {
            List<Future<Map<String, List<Answered>>>> readers = new ArrayList<>();
            for (int reader = 0; reader < count; reader++) {
                int first = reader;
                readers.add(threads.submit(() -> read(first, until)));
            }
            for (Future<Map<String, List<Answered>>> reader : readers) {
                reader.get()
                        .forEach((kind, answers) -> byKind.computeIfAbsent(kind, k -> new ArrayList<>())
                                .addAll(answers));
            }
        } finally {
            threads.shutdownNow();
        }
        byKind.forEach((kind, answers) -> line(kind + ", " + when, answers, seconds));
        line(
                "all pages, " + when,
                byKind.values().stream().flatMap(List::stream).toList(),
                seconds);
    }

    /** Each download alone: made, and once more. */
    void downloads() throws IOException {
        for (String file : DOWNLOADS) {
            line(file + ", made", List.of(read(file)), 1);
            line(file + ", again", List.of(read(file)), 1);
        }
    }

    private Map<String, List<Answered>> read(int first, long until) throws IOException {
        Map<String, List<Answered>> answers = new TreeMap<>();
        for (int turn = first; System.nanoTime() < until; turn++) {
            String useCase = USE_CASES.get(turn / 4 % USE_CASES.size());
            String page = switch (turn % 4) {
                case 0 -> "";
                case 1 -> "use-case?name=" + useCase;
                case 2 -> "kpi?use_case=" + useCase + "&arm=model-v2&kpi=" + KPIS.get(turn / 16 % KPIS.size());
                default -> "health";
            };
            String kind = "/" + page.replaceFirst("\\?.*", "");
            answers.computeIfAbsent(kind, k -> new ArrayList<>()).add(read(page));
        }
        return answers;
    }

    private record Answered(double millis, long bytes) {}

    private Answered read(String page) throws IOException {
        long begin = System.nanoTime();
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(address + page).toURL().openConnection();
        if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
            throw new IOException("/" + page + " answers " + connection.getResponseCode());
        }
        long bytes = 0;
        byte[] buffer = new byte[1 << 16];
        try (InputStream body = connection.getInputStream()) {
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                bytes += read;
            }
        }
        return new Answered((System.nanoTime() - begin) / 1e6, bytes);
    }

    private static void line(String what, List<Answered> answers, int seconds) {
        double[] millis =
                answers.stream().mapToDouble(Answered::millis).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "| %s | %,d | %.1f | %.1f | %.1f | %,d |%n",
                what,
                answers.size() / seconds,
                quantile(millis, 0.5),
                quantile(millis, 0.99),
                millis[millis.length - 1],
                Arrays.stream(answers.stream().mapToLong(Answered::bytes).toArray())
                                .max()
                                .orElse(0)
                        / 1000);
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[Math.min(sorted.length - 1, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
