package com.runmat.telemetry.plan.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** One YAML file as plain maps and lists. */
public final class YamlFile {
    private YamlFile() {}

    /**
     * The file's top-level mapping.
     *
     * @throws SettingsException when it cannot be read, is not YAML or not a mapping; the message has file, line and column
     */
    public static Map<String, @Nullable Object> read(Path file) {
        var loader = new LoaderOptions();
        loader.setAllowDuplicateKeys(false);
        var dumper = new DumperOptions();
        var yaml = new Yaml(new SafeConstructor(loader), new Representer(dumper), dumper, loader, new Yaml12());
        try (var reader = Files.newBufferedReader(file)) {
            return mapping(file, yaml.load(reader));
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            throw new SettingsException("%s:%d:%d is not valid YAML: %s"
                    .formatted(file.getFileName(), mark.getLine() + 1, mark.getColumn() + 1, e.getProblem()));
        } catch (YAMLException e) {
            throw new SettingsException("%s is not valid YAML: %s".formatted(file.getFileName(), e.getMessage()));
        } catch (IOException e) {
            throw new SettingsException("cannot read " + file + "; give the path of a file that is there");
        }
    }

    private static Map<String, @Nullable Object> mapping(Path file, @Nullable Object document) {
        if (document == null) {
            return Map.of();
        }
        if (!(document instanceof Map<?, ?> map)) {
            throw new SettingsException("%s must be a mapping of keys to values".formatted(file.getFileName()));
        }
        var values = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((key, value) -> values.put(String.valueOf(key), value));
        return values;
    }

    /** Pulumi's reader takes only true and false for booleans: an {@code on} or {@code no} is text. */
    private static final class Yaml12 extends Resolver {
        private static final Pattern BOOLEAN = Pattern.compile("^(?:true|True|TRUE|false|False|FALSE)$");

        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.BOOL, BOOLEAN, "tTfF");
            addImplicitResolver(Tag.INT, Pattern.compile("^[-+]?[0-9]+$"), "-+0123456789");
            addImplicitResolver(Tag.FLOAT, Pattern.compile("^[-+]?[0-9]+\\.[0-9]+$"), "-+0123456789");
            addImplicitResolver(Tag.NULL, Pattern.compile("^(?:~|null|Null|NULL| )$"), "~nN\0");
            addImplicitResolver(Tag.NULL, Pattern.compile("^$"), null);
        }
    }
}
