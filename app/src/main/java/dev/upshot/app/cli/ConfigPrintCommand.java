package dev.upshot.app.cli;

import dev.upshot.app.config.Configuration;
import dev.upshot.app.config.Key;
import dev.upshot.app.config.Setting;
import dev.upshot.app.terminal.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints every setting with where it comes from. */
@Command(
        name = "print",
        description = "Print every setting, its value and where the value comes from. Secrets are masked.",
        footer = {
            "",
            "A flag wins over the environment (UPSHOT_*), the environment over the file, the file over the default.",
            "kafka.*, streams.*, registry.* and jdbc.* are passed through."
        })
final class ConfigPrintCommand implements Runnable {
    private final Shell shell;

    @Mixin
    private ServiceOptions service = new ServiceOptions();

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private StateOptions state = new StateOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table or json (default: table).")
    private OutputFormat format = OutputFormat.table;

    ConfigPrintCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public void run() {
        Configuration configuration = state.configuration(shell.environment(), service, kafka, database);
        if (format == OutputFormat.json) {
            List<Map<String, Object>> entries = new ArrayList<>();
            Configuration.keys().forEach(key -> entries.add(entry(key.text(), configuration.setting(key))));
            passedThrough(configuration).forEach(setting -> entries.add(entry(setting.key(), Optional.of(setting))));
            shell.terminal().print(Json.of(entries));
            return;
        }
        Table table = Table.of("KEY", "VALUE", "ORIGIN", "MEANING");
        for (Key key : Configuration.keys()) {
            Optional<Setting> setting = configuration.setting(key);
            table.row(
                    key.text(),
                    setting.map(Setting::shown).orElse("(not set)"),
                    setting.map(Setting::origin).orElse(""),
                    key.description());
        }
        passedThrough(configuration)
                .forEach(setting -> table.row(setting.key(), setting.shown(), setting.origin(), ""));
        table.lines().forEach(shell.terminal()::print);
    }

    private static List<Setting> passedThrough(Configuration configuration) {
        return configuration.settings().stream()
                .filter(setting -> Key.named(setting.key()).isEmpty())
                .toList();
    }

    private static Map<String, Object> entry(String key, Optional<Setting> setting) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("key", key);
        setting.ifPresent(given -> {
            entry.put("value", given.shown());
            entry.put("origin", given.origin());
        });
        return entry;
    }
}
