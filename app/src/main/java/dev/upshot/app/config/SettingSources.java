package dev.upshot.app.config;

import dev.upshot.app.CommandFailure;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/** Reads the settings each source gives and refuses the names nobody knows. */
final class SettingSources {
    private SettingSources() {}

    static List<Setting> flags(Map<Key, String> flags) {
        List<Setting> settings = new ArrayList<>();
        flags.forEach((key, value) -> settings.add(
                new Setting(key.text(), value, "flag --" + key.text().replace('.', '-'))));
        return settings;
    }

    static List<Setting> environment(Map<String, String> environment) {
        List<Setting> settings = new ArrayList<>();
        new TreeMap<>(environment).forEach((name, value) -> {
            // An empty variable is how compose files and shells say "not set".
            if (EnvironmentNames.isSetting(name) && !value.isEmpty()) {
                EnvironmentNames.Meaning meaning = EnvironmentNames.of(name).orElseThrow(() -> unknownVariable(name));
                String origin = "environment " + name;
                settings.add(new Setting(
                        meaning.key(), meaning.inFile() ? contents(Path.of(value), origin) : value, origin));
            }
        });
        return settings;
    }

    static List<Setting> file(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            throw CommandFailure.notFound("there is no configuration file " + file);
        } catch (IOException | IllegalArgumentException e) {
            throw CommandFailure.usage("cannot read the configuration file " + file + ": " + e.getMessage(), e);
        }
        List<Setting> settings = new ArrayList<>();
        for (String name : properties.stringPropertyNames().stream().sorted().toList()) {
            if (Key.named(name).isEmpty() && PassThrough.of(name).isEmpty()) {
                throw unknown("unknown key " + name + " in " + file, nearestKey(name));
            }
            settings.add(new Setting(name, properties.getProperty(name).strip(), "file " + file));
        }
        return settings;
    }

    static List<Setting> defaults() {
        return Arrays.stream(Key.values())
                .flatMap(key -> key.defaultValue().stream().map(value -> new Setting(key.text(), value, "default")))
                .toList();
    }

    /** A secret as it lies in a file, without the line end that editors add. */
    static String contents(Path file, String namedBy) {
        try {
            return Files.readString(file).stripTrailing();
        } catch (NoSuchFileException e) {
            throw CommandFailure.usage("there is no file " + file + ", which " + namedBy + " names");
        } catch (IOException e) {
            throw CommandFailure.usage(
                    "cannot read the file " + file + ", which " + namedBy + " names: " + e.getMessage(), e);
        }
    }

    private static CommandFailure unknownVariable(String name) {
        List<String> known =
                Arrays.stream(Key.values()).map(Key::environmentName).toList();
        return unknown("unknown variable " + name + " in the environment", NearestName.to(name, known));
    }

    private static Optional<String> nearestKey(String name) {
        return NearestName.to(name, Arrays.stream(Key.values()).map(Key::text).toList());
    }

    private static CommandFailure unknown(String what, Optional<String> nearest) {
        return CommandFailure.usage(what
                + nearest.map(name -> "; did you mean " + name + "?")
                        .orElse("; 'upshot config print' lists the known ones"));
    }
}
