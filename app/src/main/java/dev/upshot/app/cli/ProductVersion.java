package dev.upshot.app.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version as the jar's manifest states it. */
final class ProductVersion implements IVersionProvider {

    static String text() {
        return Objects.requireNonNullElse(ProductVersion.class.getPackage().getImplementationVersion(), "development");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"upshot " + text(), "Java " + Runtime.version()};
    }
}
