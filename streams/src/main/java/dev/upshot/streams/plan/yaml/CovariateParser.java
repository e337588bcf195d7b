package dev.upshot.streams.plan.yaml;

import dev.upshot.streams.plan.Covariate;
import dev.upshot.streams.plan.FixedPointRange;
import java.util.Optional;

/** Reads a KPI's {@code covariate}: a name, or a mapping of name and scale. */
final class CovariateParser {
    private CovariateParser() {}

    static Optional<Covariate> parse(Field field) {
        if (!field.isMapping()) {
            return field.name().map(name -> new Covariate(name, Covariate.DEFAULT_SCALE));
        }
        return field.section("{name: …, scale: …}").flatMap(section -> {
            Optional<String> name = section.required("name").name();
            int scale = section.optional("scale")
                    .whole(0, FixedPointRange.MAX_SCALE)
                    .orElse(Covariate.DEFAULT_SCALE);
            section.refuseOthers();
            return name.map(given -> new Covariate(given, scale));
        });
    }
}
