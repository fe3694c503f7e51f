package com.runmat.telemetry.plan.settings;

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
 * and asks for nothing: an encrypted value, a required secret and the project id get a placeholder.
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
        var projectFile = YamlFile.read(existing("Pulumi.yaml", "run the command where Pulumi.yaml is"));
        var stackFile = YamlFile.read(existing(
                stackFileName(), "the project's stacks are: " + stacks() + "; make one with: pulumi stack init"));
        var project = String.valueOf(projectFile.get("name"));
        var given = qualified(project, stackFile.get("config"));
        given.forEach(this::take);
        qualified(project, projectFile.get("config"))
                .forEach((key, entry) -> declared(ConfigDeclaration.of(key, entry), given.get(key), project));
        if (!config.containsKey(PROJECT_ID)) {
            placeholder(PROJECT_ID, "project-not-set");
        }
        if (!mistakes.isEmpty()) {
            throw new SettingsException(mistakes);
        }
        return new StackSettings(project, stack, config, secretKeys, placeholders);
    }

    private String stackFileName() {
        return "Pulumi." + stack + ".yaml";
    }

    private Path existing(String name, String remedy) {
        var file = directory.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new SettingsException("there is no %s in %s; %s".formatted(name, directory.toAbsolutePath(), remedy));
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

    /** A key without a namespace belongs to the project. */
    private static Map<String, @Nullable Object> qualified(String project, @Nullable Object config) {
        var qualified = new TreeMap<String, @Nullable Object>();
        if (config instanceof Map<?, ?> entries) {
            entries.forEach((key, value) -> {
                var text = String.valueOf(key);
                qualified.put(text.contains(":") ? text : project + ":" + text, value);
            });
        }
        return qualified;
    }

    private void take(String key, @Nullable Object value) {
        if (Encrypted.within(value)) {
            secretKeys.add(key);
            placeholder(key, ConfigDeclaration.text(Encrypted.replaced(key, value)));
        } else if (value != null) {
            config.put(key, ConfigDeclaration.text(value));
        }
    }

    private void placeholder(String key, String value) {
        config.put(key, value);
        placeholders.add(key);
    }

    private void declared(ConfigDeclaration declaration, @Nullable Object given, String project) {
        var key = declaration.key();
        if (given == null) {
            fillIn(declaration, project);
        } else if (declaration.secret() && !Encrypted.within(given)) {
            mistakes.add("%s is a secret and stands in %s in plain text; set it with: pulumi config set --secret %s"
                    .formatted(key, stackFileName(), key));
        } else if (!Encrypted.within(given) && !declaration.accepts(given)) {
            mistakes.add("%s must be of type %s, but %s has %s; correct it there"
                    .formatted(key, declaration.type(), stackFileName(), ConfigDeclaration.text(given)));
        }
    }

    private void fillIn(ConfigDeclaration declaration, String project) {
        var key = declaration.key();
        if (declaration.secret()) {
            secretKeys.add(key);
            placeholder(key, Encrypted.placeholder(key));
        } else if (declaration.defaultText().isPresent()) {
            config.put(key, declaration.defaultText().get());
        } else if (key.startsWith(project + ":")) {
            mistakes.add("%s is not set (%s); set it with: pulumi config set %s <value>"
                    .formatted(key, declaration.description(), key));
        }
    }
}
