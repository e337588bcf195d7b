package dev.upshot.embedded;

import java.util.List;

/** A request that the registry refuses, in the words of Confluent's REST API. */
final class RegistryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final int errorCode;

    private RegistryException(int status, int errorCode, String message) {
        super(message);
        this.status = status;
        this.errorCode = errorCode;
    }

    /** The HTTP status. */
    int status() {
        return status;
    }

    /** Confluent's error code: the status, or the status and two digits. */
    int errorCode() {
        return errorCode;
    }

    static RegistryException http(int status, String message) {
        return new RegistryException(status, status, message);
    }

    static RegistryException noSuchSubject(String subject) {
        return new RegistryException(404, 40401, "Subject '" + subject + "' not found.");
    }

    static RegistryException noSuchVersion(String version) {
        return new RegistryException(404, 40402, "Version " + version + " not found.");
    }

    static RegistryException noSuchSchema(String what) {
        return new RegistryException(404, 40403, "Schema " + what + " not found");
    }

    static RegistryException noConfigOf(String subject) {
        return new RegistryException(
                404, 40408, "Subject '" + subject + "' does not have subject-level compatibility configured");
    }

    static RegistryException invalidSchema(String why) {
        return new RegistryException(422, 42201, "Invalid schema: " + why);
    }

    static RegistryException invalidVersion(String version) {
        return new RegistryException(
                422,
                42202,
                "The specified version '" + version
                        + "' is not a valid version id. Allowed values are between [1, 2^31-1] and the string \"latest\"");
    }

    static RegistryException invalidCompatibility(String level) {
        return new RegistryException(
                422,
                42203,
                "Invalid compatibility level '" + level
                        + "'. Valid values are none, backward, forward, full, backward_transitive, forward_transitive,"
                        + " and full_transitive");
    }

    static RegistryException incompatible(String subject, List<String> details) {
        return new RegistryException(
                409,
                409,
                "Schema being registered is incompatible with an earlier schema for subject \"" + subject
                        + "\", details: " + details);
    }

    static RegistryException storeFailed(Exception cause) {
        return new RegistryException(500, 50001, "Error in the backend data store: " + Reason.of(cause));
    }
}
