package com.runmat.telemetry.client;

import com.runmat.telemetry.client.Decision.Rule;
import com.runmat.telemetry.client.config.ConfigFile;
import com.runmat.telemetry.client.config.Consent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Everything the client goes by, read once: the environment and the user's configuration file. Reading makes no file, opens no
 * socket and never throws; a wrong setting falls to the side that sends less and stands among the mistakes.
 *
 * @param decision whether anything is sent at all
 * @param key the ingestion key; empty when telemetry is off
 * @param endpoints where to
 * @param drain how long the exit may wait
 * @param show print each payload before it goes
 * @param files where the user's files are
 * @param mistakes one line for each setting that is wrong
 */
public record Settings(
        Decision decision,
        String key,
        Endpoints endpoints,
        Drain drain,
        boolean show,
        UserFiles files,
        List<String> mistakes) {
    private static final List<String> YES = List.of("1", "true", "yes", "on");
    private static final List<String> NO = List.of("0", "false", "no", "off");

    public Settings {
        mistakes = List.copyOf(mistakes);
    }

    /** From this process's environment, with the key that the variable gives. */
    public static Settings read() {
        return read(System.getenv(), "");
    }

    /**
     * From an environment.
     *
     * @param builtInKey the key of a released build, used when the environment names none; empty for none
     */
    public static Settings read(Map<String, String> environment, String builtInKey) {
        List<String> mistakes = new ArrayList<>();
        Endpoints endpoints = Endpoints.read(
                Setting.RUNMAT_TELEMETRY_ENDPOINT.in(environment),
                Setting.RUNMAT_TELEMETRY_UDP_ENDPOINT.in(environment),
                mistakes);
        String given = Setting.RUNMAT_TELEMETRY_KEY.in(environment);
        String key = key(given.isEmpty() ? builtInKey.strip() : given, mistakes);
        UserFiles files = UserFiles.in(environment);
        Decision decision = decide(environment, files, key, endpoints);
        return new Settings(
                decision,
                decision.on() ? key : "",
                endpoints,
                Drain.read(Setting.RUNMAT_TELEMETRY_DRAIN.in(environment), mistakes),
                yes(Setting.RUNMAT_TELEMETRY_SHOW.in(environment)),
                files,
                mistakes);
    }

    /** The same with another drain. */
    public Settings withDrain(Drain other) {
        return new Settings(decision, key, endpoints, other, show, files, mistakes);
    }

    private static Decision decide(Map<String, String> environment, UserFiles files, String key, Endpoints endpoints) {
        if (said(Setting.RUNMAT_NO_TELEMETRY, environment)) {
            return by(Rule.NO_TELEMETRY, Setting.RUNMAT_NO_TELEMETRY, environment);
        }
        String telemetry = Setting.RUNMAT_TELEMETRY.in(environment);
        if (!telemetry.isEmpty() && !yes(telemetry)) {
            return by(Rule.TELEMETRY, Setting.RUNMAT_TELEMETRY, environment);
        }
        if (said(Setting.DO_NOT_TRACK, environment)) {
            return by(Rule.DO_NOT_TRACK, Setting.DO_NOT_TRACK, environment);
        }
        return byFile(files.config(), key, endpoints);
    }

    private static Decision byFile(Path config, String key, Endpoints endpoints) {
        Consent consent = new ConfigFile(config).consent();
        if (consent == Consent.DISABLED) {
            return new Decision(Rule.CONFIG_DISABLED, config.toString());
        }
        if (consent == Consent.UNCLEAR) {
            return new Decision(Rule.CONFIG_UNCLEAR, config.toString());
        }
        if (key.isEmpty()) {
            return new Decision(Rule.NO_KEY, Setting.RUNMAT_TELEMETRY_KEY.name());
        }
        return endpoints.https() == null && endpoints.udp() == null
                ? new Decision(Rule.NO_DESTINATION, "")
                : new Decision(Rule.ON, "");
    }

    private static Decision by(Rule rule, Setting setting, Map<String, String> environment) {
        return new Decision(rule, setting.name() + "=" + setting.in(environment));
    }

    /** Whether an opt-out is said: with anything but a plain no. */
    private static boolean said(Setting setting, Map<String, String> environment) {
        String value = setting.in(environment);
        return !value.isEmpty() && !NO.contains(value.toLowerCase(Locale.ROOT));
    }

    private static boolean yes(String value) {
        return YES.contains(value.toLowerCase(Locale.ROOT));
    }

    /** A key that cannot stand in an HTTP header is none. */
    private static String key(String given, List<String> mistakes) {
        for (int i = 0; i < given.length(); i++) {
            if (given.charAt(i) <= ' ' || given.charAt(i) > '~') {
                mistakes.add("RUNMAT_TELEMETRY_KEY must be printable ASCII without blanks");
                return "";
            }
        }
        return given;
    }

    /** Never shows the key. */
    @Override
    public String toString() {
        return "Settings[" + decision + "]";
    }
}
