package dev.upshot.app.config;

import dev.upshot.app.CommandFailure;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All settings of one call, each with its origin. A flag wins over the environment, the environment over the file, the
 * file over the default. Immutable.
 */
public final class Configuration {
    private final Map<String, Setting> settings;

    private Configuration(Map<String, Setting> settings) {
        this.settings = settings;
    }

    /** Every key of ours, in the order in which people want to read about them. */
    public static List<Key> keys() {
        return List.of(Key.values());
    }

    /** Whether a variable of the environment is a setting that Upshot understands. */
    public static boolean knowsVariable(String name) {
        return !EnvironmentNames.isSetting(name) || EnvironmentNames.of(name).isPresent();
    }

    /**
     * Gathers the settings.
     *
     * @param flags what the command line gives
     * @param environment the process's environment; only names that begin with {@code UPSHOT_} are looked at
     * @param file the properties file, or null for the one that {@code UPSHOT_CONFIG} names, if it does
     * @throws CommandFailure if a key is unknown, a value is not of its key's form, or a file cannot be read
     */
    public static Configuration of(Map<Key, String> flags, Map<String, String> environment, @Nullable Path file) {
        Map<String, Setting> settings = new HashMap<>();
        add(settings, SettingSources.defaults());
        Optional.ofNullable(file)
                .or(() -> Optional.ofNullable(environment.get(EnvironmentNames.CONFIG))
                        .filter(name -> !name.isEmpty())
                        .map(Path::of))
                .ifPresent(path -> add(settings, SettingSources.file(path)));
        add(settings, SettingSources.environment(environment));
        add(settings, SettingSources.flags(flags));
        settings.values().forEach(Configuration::check);
        return new Configuration(settings);
    }

    /** This configuration with one value replaced. */
    public Configuration with(Key key, String value, String origin) {
        Map<String, Setting> changed = new HashMap<>(settings);
        changed.put(key.text(), new Setting(key.text(), value, origin));
        return new Configuration(changed);
    }

    private static void add(Map<String, Setting> settings, Collection<Setting> more) {
        more.forEach(setting -> settings.put(setting.key(), setting));
    }

    private static void check(Setting setting) {
        Key.named(setting.key()).flatMap(key -> key.complaint(setting.value())).ifPresent(complaint -> {
            throw CommandFailure.usage(
                    setting.key() + " " + complaint + ", not '" + setting.shown() + "' (" + setting.origin() + ")");
        });
    }

    /** A value, if one was given or there is a default. */
    public Optional<String> text(Key key) {
        return setting(key).map(Setting::value);
    }

    /** The value of a key that has a default. */
    public String required(Key key) {
        return text(key)
                .orElseThrow(() -> CommandFailure.usage(
                        key.text() + " is not set; give it in the configuration file or as " + key.environmentName()));
    }

    /** The value of a key that holds a count. */
    public int count(Key key) {
        return Integer.parseInt(required(key));
    }

    /** The value of a key that holds a duration. */
    public Duration duration(Key key) {
        return Duration.parse(required(key));
    }

    /** The value of a key that holds how often something is done; empty where that is off. */
    public Optional<Duration> pace(Key key) {
        return required(key).equals(Check.OFF) ? Optional.empty() : Optional.of(duration(key));
    }

    /** The directory of the local state. */
    public Path stateDirectory() {
        return path(required(Key.STATE_DIR), "state.dir");
    }

    /** Where the plans lie; empty if none are given. */
    public List<Path> plans() {
        return text(Key.PLANS).stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> path(text, "plans"))
                .toList();
    }

    /** The database user's password, from the setting itself or from the file it names. */
    public Optional<String> password() {
        return text(Key.JDBC_PASSWORD).or(() -> contents(Key.JDBC_PASSWORD_FILE));
    }

    /**
     * What stands in the file that a key names, without white space at its end; nothing if it names none.
     *
     * @throws CommandFailure if there is no such file, or it cannot be read
     */
    public Optional<String> contents(Key file) {
        return setting(file)
                .map(setting -> SettingSources.contents(path(setting.value(), setting.key()), setting.origin()));
    }

    /** The settings of a family that is passed through, without the prefix and without our own keys. */
    public Map<String, String> passedThrough(PassThrough family) {
        return settings.values().stream()
                .filter(setting -> Key.named(setting.key()).isEmpty())
                .filter(setting -> setting.key().startsWith(family.prefix()))
                .collect(Collectors.toMap(
                        setting -> setting.key().substring(family.prefix().length()),
                        Setting::value,
                        (one, other) -> other,
                        TreeMap::new));
    }

    /** Where a key's value comes from, for messages; nothing if it has none. */
    public Optional<Setting> setting(Key key) {
        return Optional.ofNullable(settings.get(key.text()));
    }

    /** Every setting that has a value: our own keys in their order, then what is passed through, by name. */
    public List<Setting> settings() {
        Map<String, Setting> others =
                new TreeMap<>(settings.values().stream().collect(Collectors.toMap(Setting::key, Function.identity())));
        List<Setting> own =
                keys().stream().flatMap(key -> setting(key).stream()).toList();
        own.forEach(setting -> others.remove(setting.key()));
        return java.util.stream.Stream.concat(own.stream(), others.values().stream())
                .toList();
    }

    private static Path path(String text, String what) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw CommandFailure.usage(what + ": '" + text + "' is not a path: " + e.getReason(), e);
        }
    }
}
