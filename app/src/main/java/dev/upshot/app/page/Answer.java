package dev.upshot.app.page;

import dev.upshot.report.ReportException;
import dev.upshot.report.page.WebPages;
import dev.upshot.wire.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/**
 * What the site answers.
 *
 * @param status the HTTP status
 * @param type the media type
 * @param headers more headers
 * @param body the bytes; none: an empty array
 * @param tag names the bytes, in quotes: the header {@code ETag}
 */
@SuppressWarnings("ArrayRecordComponent")
record Answer(int status, String type, Map<String, String> headers, byte[] body, String tag) {
    private static final String HTML = "text/html; charset=utf-8";
    private static final int TAG_BYTES = 15;

    private Answer(int status, String type, Map<String, String> headers, byte[] body) {
        this(status, type, headers, body, tag(body));
    }

    static Answer page(int status, String html) {
        return new Answer(status, HTML, Map.of(), html.getBytes(StandardCharsets.UTF_8));
    }

    /** A part of the pages. */
    static Answer of(String type, String text) {
        return new Answer(200, type, Map.of(), text.getBytes(StandardCharsets.UTF_8));
    }

    /** A file to keep. */
    static Answer file(String type, String name, byte[] bytes) {
        return new Answer(200, type, Map.of("Content-Disposition", "attachment; filename=\"" + name + "\""), bytes);
    }

    /** To another address of this site, with a cookie: the token leaves the address bar. */
    static Answer withCookie(String cookie, String address) {
        return new Answer(303, HTML, Map.of("Set-Cookie", cookie, "Location", address), new byte[0]);
    }

    /** A page that says why there is no other. */
    static Answer notice(int status, String title, String message) {
        return page(status, WebPages.notice(title, message));
    }

    /** Why something cannot be shown. */
    static Answer unreadable(ReportException why) {
        String message = why.getMessage() + ". This page looks again by itself; without script, reload it";
        return switch (why.kind()) {
            case NOT_FOUND -> notice(404, "Nothing to show yet", message);
            case OTHER_VERSION -> notice(503, "The database is of another version", message);
            case FORBIDDEN -> notice(503, "The database does not show this", message);
            default -> notice(503, "The numbers cannot be read", message);
        };
    }

    /** Why somebody may not read. */
    static Answer refused(int status) {
        return switch (status) {
            case 401 ->
                refused(
                                status,
                                "A token is needed",
                                "This address was opened without the token of the site, or with another one. Open it once"
                                        + " with `?token=` and the token behind it: whoever runs the site has it in the file"
                                        + " that `page.token.file` names. The browser keeps it until it is closed.")
                        .with("WWW-Authenticate", "Bearer");
            case 403 ->
                refused(
                        status,
                        "Only from this machine",
                        "This site answers to names of the machine that it runs on: open it there as `localhost` or"
                                + " `127.0.0.1`. To have it read from elsewhere, whoever runs it sets `page` and"
                                + " `page.token.file`.");
            case 405 -> readOnly(status).with("Allow", "GET, HEAD");
            default -> readOnly(status);
        };
    }

    private static Answer refused(int status, String title, String message) {
        return page(status, WebPages.refusal(title, message));
    }

    private static Answer readOnly(int status) {
        return refused(
                status,
                "Read only",
                "This site shows what has been measured; nothing can be sent to it. Ask for the page alone, with `GET`"
                        + " and without a body, as a browser does when its address is opened.");
    }

    /** The same page, which says that the database has been silent since then, when it was read before, and why if that is not empty. */
    Answer kept(Instant since, Instant read, String grounds) {
        return page(status, WebPages.kept(new String(body, StandardCharsets.UTF_8), since, read, grounds));
    }

    private Answer with(String header, String value) {
        return new Answer(status, type, Map.of(header, value), body);
    }

    private static String tag(byte[] body) {
        byte[] digest = Sha256.digest().digest(body);
        return "\"" + Base64.getUrlEncoder().encodeToString(Arrays.copyOf(digest, TAG_BYTES)) + "\"";
    }
}
