package com.runmat.telemetry.plan.blank;

import com.runmat.telemetry.plan.settings.Encrypted;
import com.runmat.telemetry.plan.settings.YamlFile;
import com.runmat.telemetry.plan.untrusted.Refused;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.Yaml;

/** A stack's settings file with a blank in the place of each encrypted value, and without what encrypted it. */
final class BlankSettings {
    private static final String SALT = "encryptionsalt";
    private static final Set<String> ENCRYPTING = Set.of("secretsprovider", "encryptedkey", SALT);

    private BlankSettings() {}

    /** The file with blanks, as YAML. */
    static String of(Path file) {
        var settings = new LinkedHashMap<>(YamlFile.read(file));
        settings.keySet().removeAll(ENCRYPTING);
        settings.replaceAll((key, value) -> blanked(value));
        var style = new DumperOptions();
        style.setDefaultFlowStyle(FlowStyle.BLOCK);
        return new Yaml(style).dump(settings);
    }

    /**
     * What a file-backed stack's passphrase is salted with.
     *
     * @throws Refused when the file has none
     */
    static String salt(Path file) {
        return Optional.ofNullable(YamlFile.read(file).get(SALT))
                .map(Object::toString)
                .orElseThrow(
                        () -> new Refused(
                                file + " has no " + SALT
                                        + "; make the stack first, with a passphrase: `pulumi stack init --secrets-provider passphrase`"));
    }

    private static @Nullable Object blanked(@Nullable Object value) {
        if (Encrypted.is(value)) {
            return Blanks.BLANK;
        }
        if (value instanceof Map<?, ?> map) {
            var blanked = new LinkedHashMap<Object, @Nullable Object>();
            map.forEach((key, inner) -> blanked.put(key, blanked(inner)));
            return blanked;
        }
        return value instanceof List<?> list
                ? list.stream().map(BlankSettings::blanked).toList()
                : value;
    }
}
