package com.runmat.telemetry.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads settings from an environment and collects every mistake, so that all of them are reported at once. A variable that is
 * missing or blank counts as not set; blanks around a value, such as the line break at the end of a mounted secret, are cut
 * off. Not thread-safe.
 */
public final class Settings {
    private final Map<String, String> environment;
    private final List<String> mistakes = new ArrayList<>();

    private Settings(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Builds the settings record of a service.
     *
     * @param reader reads each setting with {@link #get} and reports what does not fit together with {@link #mistake}
     * @throws WrongSettings with every mistake found
     */
    public static <S> S read(Map<String, String> environment, Function<Settings, S> reader) {
        Settings settings = new Settings(environment);
        S result = reader.apply(settings);
        if (!settings.mistakes.isEmpty()) {
            throw new WrongSettings(settings.mistakes);
        }
        return result;
    }

    /** The value; after a mistake some value of the right type, with which {@link #read} never returns. */
    public <T> T get(Setting<T> setting) {
        try {
            return setting.parse(raw(environment, setting));
        } catch (IllegalArgumentException refused) {
            mistake(setting, String.valueOf(refused.getMessage()));
            return setting.neutral();
        }
    }

    /** Whether the variable is there and not blank. */
    public boolean isSet(Setting<?> setting) {
        return !raw(environment, setting).isEmpty();
    }

    /** Reports a mistake that is found only by looking at several settings; it must not repeat a secret. */
    public void mistake(Setting<?> setting, String text) {
        mistakes.add(setting.name() + ": " + text);
    }

    static String raw(Map<String, String> environment, Setting<?> setting) {
        return environment.getOrDefault(setting.name(), "").strip();
    }
}
