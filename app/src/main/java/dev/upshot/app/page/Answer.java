package dev.upshot.app.page;

import dev.upshot.report.WebPages;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What the site answers.
 *
 * @param status the HTTP status
 * @param type the media type
 * @param headers more headers
 * @param body the bytes; none: an empty array
 */
@SuppressWarnings("ArrayRecordComponent")
record Answer(int status, String type, Map<String, String> headers, byte[] body) {
    private static final String HTML = "text/html; charset=utf-8";

    static Answer page(int status, String html) {
        return page(status, html.getBytes(StandardCharsets.UTF_8));
    }

    static Answer page(int status, byte[] html) {
        return new Answer(status, HTML, Map.of(), html);
    }

    /** A file to keep. */
    static Answer file(String type, String name, byte[] bytes) {
        return new Answer(200, type, Map.of("Content-Disposition", "attachment; filename=\"" + name + "\""), bytes);
    }

    /** To the front page, with a cookie: the token leaves the address bar. */
    static Answer withCookie(String cookie) {
        return new Answer(303, HTML, Map.of("Set-Cookie", cookie, "Location", "/"), new byte[0]);
    }

    /** A page that says why there is no other. */
    static Answer notice(int status, String title, String message) {
        return page(status, WebPages.notice(title, message));
    }

    /** Why somebody may not read. */
    static Answer refused(int status) {
        return switch (status) {
            case 401 ->
                notice(status, "A token is needed", "Open this address with ?token= and the token of page.token.file.")
                        .with("WWW-Authenticate", "Bearer");
            case 403 ->
                notice(status, "Only from this machine", "Open it as localhost or 127.0.0.1, or see page.token.file.");
            case 405 -> readOnly(status).with("Allow", "GET, HEAD");
            default -> readOnly(status);
        };
    }

    private static Answer readOnly(int status) {
        return notice(status, "Read only", "Nothing can be sent here.");
    }

    private Answer with(String header, String value) {
        return new Answer(status, type, Map.of(header, value), body);
    }
}
