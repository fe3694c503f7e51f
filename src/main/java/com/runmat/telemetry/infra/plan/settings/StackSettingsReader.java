package com.runmat.telemetry.infra.plan.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads Pulumi.yaml and Pulumi.&lt;stack&gt;.yaml as the CLI does before it starts the program: declared defaults under
 * the stack's values, types checked, a declared setting without default required. Unlike the CLI it decrypts nothing
 * and asks for nothing: an encrypted value, a required secret and the project id get a marked placeholder.
 */
public final class StackSettingsReader {
    private static final String PROJECT_ID = "gcp:project";

    private final Path directory;
    private final String stack;
    private final Map<String, String> config = new TreeMap<>();
    private final Set<String> secretKeys = new HashSet<>();
    private final Set<String> placeholders = new HashSet<>();
    private final List<String> mistakes = new ArrayList<>();

    private StackSettingsReader(Path directory, String stack) {
        this.directory = directory;
        this.stack = stack;
    }

    /**
     * The settings of one stack.
     *
     * @param directory where Pulumi.yaml is
     * @throws SettingsException with every mistake at once
     */
    public static StackSettings read(Path directory, String stack) {
        return new StackSettingsReader(directory, stack).read();
    }

    private StackSettings read() {
        var projectFile =
                YamlFile.read(existing("Pulumi.yaml", "run the command in the project, where Pulumi.yaml is"));
        var project = String.valueOf(projectFile.get("name"));
        var stackFile = YamlFile.read(existing("Pulumi." + stack + ".yaml", "the project's stacks are: " + stacks()));
        var given = map(stackFile.get("config"));
        given.forEach((key, value) -> take(qualified(project, key), value));
        map(projectFile.get("config")).forEach((key, entry) -> {
            var declaration = ConfigDeclaration.of(qualified(project, key), entry);
            check(declaration, given.containsKey(key) ? given.get(key) : given.get(declaration.key()), project);
        });
        if (!config.containsKey(PROJECT_ID)) {
            placeholder(PROJECT_ID, "project-not-set");
        }
        if (!mistakes.isEmpty()) {
            throw new SettingsException(mistakes);
        }
        return new StackSettings(project, stack, config, secretKeys, placeholders);
    }

    private Path existing(String name, String remedy) {
        var file = directory.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new SettingsException("there is no %s in %s; %s".formatted(name, directory, remedy));
        }
        return file;
    }

    private String stacks() {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("Pulumi\\..+\\.yaml"))
                    .map(name -> name.substring("Pulumi.".length(), name.length() - ".yaml".length()))
                    .sorted()
                    .collect(Collectors.joining(", "));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
    }

    private static String qualified(String project, String key) {
        return key.contains(":") ? key : project + ":" + key;
    }

    private void take(String key, @Nullable Object value) {
        if (holdsSecret(value)) {
            secretKeys.add(key);
            var placed = placed(key, value);
            config.put(key, ConfigDeclaration.text(placed));
            placeholders.add(key);
        } else if (value != null) {
            config.put(key, ConfigDeclaration.text(value));
        }
    }

    private static boolean isSecure(@Nullable Object value) {
        return value instanceof Map<?, ?> map && map.size() == 1 && map.containsKey("secure");
    }

    private static boolean holdsSecret(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return isSecure(map) || map.values().stream().anyMatch(StackSettingsReader::holdsSecret);
        }
        return value instanceof List<?> list && list.stream().anyMatch(StackSettingsReader::holdsSecret);
    }

    /** The value with a placeholder at each encrypted place. */
    private static Object placed(String key, @Nullable Object value) {
        if (isSecure(value)) {
            return placeholderText(key);
        }
        if (value instanceof Map<?, ?> map) {
            var copy = new TreeMap<String, Object>();
            map.forEach((name, inner) -> copy.put(String.valueOf(name), placed(key, inner)));
            return copy;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(inner -> placed(key, inner)).toList();
        }
        return String.valueOf(value);
    }

    /** Long enough for any rule about a key's length, and plainly not one. */
    private static String placeholderText(String key) {
        return "placeholder-for-%s-not-the-real-value".formatted(key.substring(key.indexOf(':') + 1));
    }

    private void placeholder(String key, String value) {
        config.put(key, value);
        placeholders.add(key);
    }

    private void check(ConfigDeclaration declaration, @Nullable Object given, String project) {
        var key = declaration.key();
        if (given == null) {
            fillIn(declaration, project);
        } else if (declaration.secret() && !holdsSecret(given)) {
            mistakes.add(
                    "%s is a secret and stands in Pulumi.%s.yaml in plain text; set it with: pulumi config set --secret %s"
                            .formatted(key, stack, key));
        } else if (!holdsSecret(given) && !declaration.accepts(given)) {
            mistakes.add("%s must be of type %s, but Pulumi.%s.yaml has %s"
                    .formatted(key, declaration.type(), stack, ConfigDeclaration.text(given)));
        }
    }

    private void fillIn(ConfigDeclaration declaration, String project) {
        var key = declaration.key();
        var preset = declaration.defaultText();
        if (preset.isPresent()) {
            config.put(key, preset.get());
        } else if (declaration.secret()) {
            secretKeys.add(key);
            placeholder(key, placeholderText(key));
        } else if (key.startsWith(project + ":")) {
            mistakes.add("%s is not set%s; set it with: pulumi config set %s <value>"
                    .formatted(key, explained(declaration), key));
        }
    }

    private static String explained(ConfigDeclaration declaration) {
        return declaration.description().isEmpty()
                ? ""
                : " (" + declaration.description().strip() + ")";
    }

    private static Map<String, @Nullable Object> map(@Nullable Object value) {
        var map = new TreeMap<String, @Nullable Object>();
        if (value instanceof Map<?, ?> entries) {
            entries.forEach((key, entry) -> map.put(String.valueOf(key), entry));
        }
        return map;
    }
}
