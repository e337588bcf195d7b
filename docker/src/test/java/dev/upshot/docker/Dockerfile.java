package dev.upshot.docker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The instructions of {@code docker/Dockerfile}, in their order. */
record Dockerfile(List<Instruction> instructions) {
    private static final Pattern ASSIGNMENT = Pattern.compile("([A-Za-z_.]+)=(\"[^\"]*\"|\\S+)");

    /**
     * One instruction.
     *
     * @param name in upper case, for example {@code COPY}
     * @param arguments the rest of its line, continuation lines joined
     */
    record Instruction(String name, String arguments) {}

    static Dockerfile read() {
        List<Instruction> instructions = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String part : Repository.text("docker/Dockerfile").split("\n")) {
            if (part.isBlank() || part.startsWith("#")) {
                continue;
            }
            if (part.endsWith("\\")) {
                line.append(part, 0, part.length() - 1);
            } else {
                String[] words = line.append(part).toString().split(" ", 2);
                instructions.add(new Instruction(words[0], words[1].strip()));
                line.setLength(0);
            }
        }
        return new Dockerfile(List.copyOf(instructions));
    }

    /** The arguments of every instruction of this name. */
    List<String> all(String name) {
        return instructions.stream()
                .filter(instruction -> instruction.name().equals(name))
                .map(Instruction::arguments)
                .toList();
    }

    /** The arguments of the last instruction of this name, which is the one that counts. */
    String last(String name) {
        List<String> all = all(name);
        return all.get(all.size() - 1);
    }

    Map<String, String> environment() {
        return assignments("ENV");
    }

    Map<String, String> labels() {
        return assignments("LABEL");
    }

    private Map<String, String> assignments(String name) {
        return all(name).stream()
                .flatMap(arguments -> ASSIGNMENT.matcher(arguments).results())
                .collect(Collectors.toMap(found -> found.group(1), Dockerfile::value));
    }

    private static String value(MatchResult assignment) {
        return assignment.group(2).replaceAll("^\"|\"$", "");
    }
}
