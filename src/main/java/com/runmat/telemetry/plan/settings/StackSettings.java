package com.runmat.telemetry.plan.settings;

import java.util.Map;
import java.util.Set;

/**
 * What the CLI would hand to the program.
 *
 * @param config every setting by its full key ({@code telemetry:domains}); lists and objects as JSON
 * @param secretKeys the keys whose values are secret
 * @param placeholders the keys that got a made-up value, because theirs is encrypted or not set yet
 */
public record StackSettings(
        String project, String stack, Map<String, String> config, Set<String> secretKeys, Set<String> placeholders) {
    public StackSettings {
        config = Map.copyOf(config);
        secretKeys = Set.copyOf(secretKeys);
        placeholders = Set.copyOf(placeholders);
    }

    public static StackSettings of(String project, String stack, Map<String, String> config, Set<String> secretKeys) {
        return new StackSettings(project, stack, config, secretKeys, Set.of());
    }
}
