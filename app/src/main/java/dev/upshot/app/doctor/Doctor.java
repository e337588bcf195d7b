package dev.upshot.app.doctor;

import dev.upshot.app.CommandFailure;
import dev.upshot.app.config.Configuration;
import dev.upshot.app.config.Secrets;
import dev.upshot.app.stack.Part;
import dev.upshot.app.stack.Stack;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.KafkaException;

/** All looks, one after the other. */
public final class Doctor {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Stack stack;

    private Doctor(Stack stack) {
        this.stack = stack;
    }

    /** Looks at everything the configuration names and at what runs in its state directory. */
    public static List<Finding> findings(Configuration configuration) {
        Doctor doctor = new Doctor(Stack.found(configuration));
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok(
                "java", Runtime.version() + ", " + Runtime.getRuntime().availableProcessors() + " processors"));
        findings.add(StateLook.at(configuration.stateDirectory().toAbsolutePath()));
        for (Part part : Part.values()) {
            findings.addAll(doctor.look(part));
        }
        return findings;
    }

    private List<Finding> look(Part part) {
        Configuration configuration = stack.configuration();
        if (configuration.setting(part.address()).isEmpty()) {
            return List.of(Finding.note(
                    part.word(),
                    part.address().text() + " is not set: 'upshot run' would start an embedded one; none runs now"));
        }
        String address = Secrets.inAddress(configuration.required(part.address()));
        try {
            stack.require(part);
            return switch (part) {
                case BROKER -> BrokerLook.at(stack, address);
                case REGISTRY -> List.of(Finding.ok(part.word(), address + " answers"));
                case DATABASE -> List.of(database(address));
            };
        } catch (CommandFailure e) {
            return List.of(Finding.bad(part.word(), e.getMessage()));
        } catch (KafkaException e) {
            return List.of(Finding.bad(part.word(), address + ": " + e.getMessage()));
        }
    }

    private Finding database(String address) {
        try (Connection connection = stack.database(PATIENCE).getConnection()) {
            return Finding.ok(
                    "database",
                    address + ", PostgreSQL "
                            + connection.getMetaData().getDatabaseProductVersion() + ", user "
                            + connection.getMetaData().getUserName());
        } catch (SQLException e) {
            return Finding.bad("database", address + ": " + Secrets.inAddress(String.valueOf(e.getMessage())));
        }
    }
}
