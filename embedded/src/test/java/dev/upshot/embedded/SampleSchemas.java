package dev.upshot.embedded;

/** A record schema, one that can replace it, one that cannot, and how they are sent. */
final class SampleSchemas {
    static final String V1 = "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"int\"}]}";
    static final String V2 = "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"int\"},"
            + "{\"name\":\"b\",\"type\":\"string\",\"default\":\"\"}]}";
    static final String BREAKING =
            "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"string\"}]}";

    private SampleSchemas() {}

    /** The body of a registration. */
    static String schema(String text) {
        return "{\"schema\":" + RegistryClient.quoted(text) + "}";
    }
}
