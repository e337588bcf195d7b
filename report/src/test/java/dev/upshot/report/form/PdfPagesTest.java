package dev.upshot.report.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.upshot.report.Audience;
import dev.upshot.report.card.Finding;
import dev.upshot.report.card.Reading;
import dev.upshot.report.chart.ForestPlot;
import dev.upshot.report.chart.Words;
import dev.upshot.report.scorecard.Scorecards;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PdfPagesTest {
    /** What is shown to be better. */
    private static final int BETTER = 0x0F6B5C;

    @Test
    void saysOnA4WhatThePageSays() throws IOException {
        byte[] pdf = Format.PDF.bytes(Scorecards.claims(), Audience.BOARD);

        assertThat(Opened.text(Format.PDF, pdf).replaceAll("\\s+", " "))
                .contains("What may be claimed")
                .contains("Decision quality is at least 13.9 % (relative) higher with model-v2 than with human")
                .contains("Not yet demonstrable")
                .contains("\u221240.7 to \u221239.3");
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getPages()).allSatisfy(page -> {
                assertThat(page.getMediaBox().getWidth()).isCloseTo(PDRectangle.A4.getWidth(), within(1));
                assertThat(page.getMediaBox().getHeight()).isCloseTo(PDRectangle.A4.getHeight(), within(1));
            });
        }
    }

    @Test
    void drawsTheChartsInTheColourOfTheirVerdict() throws IOException {
        try (PDDocument document = Loader.loadPDF(Format.PDF.bytes(Scorecards.claims(), Audience.BOARD))) {
            PDFRenderer renderer = new PDFRenderer(document);
            int better = 0;
            for (int page = 0; page < document.getNumberOfPages(); page++) {
                better += pixels(renderer.renderImage(page), BETTER);
            }
            assertThat(better).isGreaterThan(500);
        }
    }

    @Test
    void theWordsOfAChartAreFoundByAReader() {
        List<Reading> readings = Scorecards.claims().useCases().get(0).official().overall().stream()
                .map(Finding::reading)
                .toList();
        String chart = ForestPlot.of(readings, "plot");

        String text = Opened.text(
                Format.PDF, PdfPages.rendered("<html><head></head><body>" + chart + "</body></html>", Instant.EPOCH));

        assertThat(Words.of(PdfPages.parsed(chart).getDocumentElement()))
                .hasSizeGreaterThan(5)
                .allSatisfy(words -> assertThat(text).contains(words.text()));
    }

    @Test
    void makesAPictureOfAChart() throws IOException {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(Picture.png(ForestPlot.of(
                Scorecards.claims().useCases().get(0).official().overall().stream()
                        .map(Finding::reading)
                        .toList(),
                "plot"))));

        assertThat(picture.getWidth()).isGreaterThan(600);
        assertThat(picture.getHeight()).isBetween(400, 1_000);
        assertThat(pixels(picture, BETTER)).isGreaterThan(300);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src=\"%s\"/>",
                "<link rel=\"stylesheet\" href=\"%s\"/>",
                "<style>@import url(\"%s\"); body { background: url(\"%s\") }</style>",
                "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"9\" height=\"9\">"
                        + "<image width=\"9\" height=\"9\" xlink:href=\"%s\"/></svg>",
                "<object data=\"%s\"></object>",
            })
    void fetchesNothingWhateverAPageHolds(String payload) throws IOException {
        AtomicInteger requests = new AtomicInteger();
        HttpServer listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        listener.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        listener.start();
        try {
            String address = "http://127.0.0.1:" + listener.getAddress().getPort() + "/x";
            byte[] pdf = PdfPages.rendered(
                    "<html><head></head><body style=\"font-family: IBM Plex Sans\">" + payload.replace("%s", address)
                            + "<p>told</p></body></html>",
                    Instant.EPOCH);

            assertThat(Opened.text(Format.PDF, pdf)).contains("told");
            assertThat(requests).hasValue(0);
        } finally {
            listener.stop(0);
        }
    }

    @Test
    void readsNoFileOfTheMachine() {
        byte[] pdf = PdfPages.rendered(
                "<!DOCTYPE html [<!ENTITY secret SYSTEM \"file:///etc/hostname\">]><html><head></head><body style=\"font-family: IBM Plex Sans\"><p>told"
                        + " &secret;</p><img src=\"file:///etc/hostname\"/></body></html>",
                Instant.EPOCH);

        assertThat(Opened.text(Format.PDF, pdf).strip()).isEqualTo("told");
    }

    @Test
    void staysWellFormedWithHostileLabels() {
        assertThat(new String(Format.PDF.bytes(Scorecards.hostile(), Audience.BOARD), UTF_8))
                .startsWith("%PDF-")
                .doesNotContain("/JavaScript");
    }

    private static Offset<Float> within(float points) {
        return Offset.offset(points);
    }

    private static int pixels(BufferedImage image, int colour) {
        int count = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                count += (image.getRGB(x, y) & 0xFFFFFF) == colour ? 1 : 0;
            }
        }
        return count;
    }
}
