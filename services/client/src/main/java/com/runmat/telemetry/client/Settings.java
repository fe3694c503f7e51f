package com.runmat.telemetry.client;

import com.runmat.telemetry.client.config.ConfigFile;
import com.runmat.telemetry.client.config.Consent;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything the client goes by: the environment and the user's configuration file. Whether telemetry is on is decided at once; the
 * rest is read when it is asked for, which is on the background thread. Reading makes no file, opens no socket and never
 * throws; a wrong setting falls to the side that sends less and stands among the {@link #mistakes}. Immutable.
 */
public final class Settings {
    private static final List<String> YES = List.of("1", "true", "yes", "on");
    private static final List<String> NO = List.of("0", "false", "no", "off");

    private final Map<String, String> environment;
    private final String builtInKey;
    private final @Nullable Drain drain;
    private final @Nullable Decision against;

    private Settings(Map<String, String> environment, String builtInKey) {
        this.environment = environment;
        this.builtInKey = builtInKey;
        drain = null;
        against = whatSaysOff();
    }

    private Settings(Settings other, Drain drain) {
        this.environment = other.environment;
        this.builtInKey = other.builtInKey;
        this.drain = drain;
        this.against = other.against;
    }

    /** From this process's environment, with the key that the variable gives. */
    public static Settings read() {
        return new Settings(System.getenv(), "");
    }

    /**
     * From an environment.
     *
     * @param builtInKey the key of a released build, used when the environment names none; empty for none
     */
    public static Settings read(Map<String, String> environment, String builtInKey) {
        return new Settings(Map.copyOf(environment), builtInKey.strip());
    }

    /** The same with another drain. */
    public Settings withDrain(Drain other) {
        return new Settings(this, other);
    }

    /** Whether anything is sent at all. */
    public boolean on() {
        return against == null;
    }

    /** The same with its reason. */
    public Decision decision() {
        return against == null ? Decision.ON : against;
    }

    /** What of the user's decided it: a variable with its value, or a file and its line; empty for neither. */
    public String because() {
        return against == null ? "" : found(against);
    }

    /** Whether this rule says off, whatever the others say. {@link #decision()} is the first that does. */
    public boolean saysOff(Decision rule) {
        return switch (rule) {
            case NO_TELEMETRY -> said(Setting.NO_TELEMETRY);
            case TELEMETRY -> noPlainYes();
            case DO_NOT_TRACK -> said(Setting.DO_NOT_TRACK);
            case NO_HOME -> noHome();
            case CONFIG_DISABLED -> new ConfigFile(configFile()).consent() == Consent.DISABLED;
            case CONFIG_UNCLEAR -> new ConfigFile(configFile()).consent() == Consent.UNCLEAR;
            case NO_KEY -> usableKey().isEmpty();
            case NO_DESTINATION -> !hasDestination();
            case ON -> false;
        };
    }

    /** What a rule goes by, as it is now, without control characters; never the key. */
    public String found(Decision rule) {
        return switch (rule) {
            case NO_TELEMETRY -> shown(Setting.NO_TELEMETRY);
            case TELEMETRY -> shown(Setting.TELEMETRY);
            case DO_NOT_TRACK -> shown(Setting.DO_NOT_TRACK);
            case NO_HOME -> shown(homeVariable());
            case CONFIG_DISABLED, CONFIG_UNCLEAR ->
                configFile() + ", " + new ConfigFile(configFile()).verdict().why();
            case NO_KEY -> Setting.KEY;
            case NO_DESTINATION, ON -> "";
        };
    }

    /** The ingestion key; empty when telemetry is off. */
    public String key() {
        return on() ? givenKey() : "";
    }

    /** Where events would go. */
    public Endpoints endpoints() {
        return endpoints(new ArrayList<>());
    }

    /** How long the exit may wait. */
    public Drain drain() {
        return drain == null ? drain(new ArrayList<>()) : drain;
    }

    /** Print each payload before it goes. */
    public boolean show() {
        return among(YES, value(Setting.SHOW));
    }

    /** The configuration file; it need not be there. */
    public Path configFile() {
        return folder().resolve("config.toml");
    }

    /** The anonymous client id's file; it need not be there. */
    public Path clientIdFile() {
        return folder().resolve("telemetry_id");
    }

    /** {@code ~/.runmat}, on Windows {@code %USERPROFILE%\.runmat}. */
    private Path folder() {
        try {
            return new File(home(), ".runmat").toPath(); // Path.of initialises more of the JDK
        } catch (InvalidPathException unusable) {
            return new File(".runmat").toPath();
        }
    }

    private String home() {
        String home = environment.get(homeVariable());
        return home == null ? "" : home;
    }

    private static String homeVariable() {
        boolean windows = System.getProperty("os.name", "").regionMatches(true, 0, "windows", 0, 7);
        return windows ? "USERPROFILE" : "HOME";
    }

    /** One line for each setting that is wrong. */
    public List<String> mistakes() {
        List<String> mistakes = new ArrayList<>();
        endpoints(mistakes);
        drain(mistakes);
        if (!printable(givenKey())) {
            mistakes.add("RUNMAT_TELEMETRY_KEY must be printable ASCII without blanks");
        }
        return mistakes;
    }

    /** The first rule that does, or null. Who has no file does not pay for loading its reader. */
    private @Nullable Decision whatSaysOff() {
        if (said(Setting.NO_TELEMETRY)) {
            return Decision.NO_TELEMETRY;
        }
        if (noPlainYes()) {
            return Decision.TELEMETRY;
        }
        if (said(Setting.DO_NOT_TRACK)) {
            return Decision.DO_NOT_TRACK;
        }
        if (noHome()) {
            return Decision.NO_HOME;
        }
        return noConfigFile() ? impossible() : byConfigFile();
    }

    /** False also where nobody knows: behind a folder that cannot be entered, or a link that leads nowhere. */
    private boolean noConfigFile() {
        return Files.notExists(configFile(), LinkOption.NOFOLLOW_LINKS)
                && (!Files.isSymbolicLink(folder()) || Files.exists(folder()));
    }

    private @Nullable Decision byConfigFile() {
        Consent consent = new ConfigFile(configFile()).consent();
        if (consent == Consent.DISABLED) {
            return Decision.CONFIG_DISABLED;
        }
        return consent == Consent.UNCLEAR ? Decision.CONFIG_UNCLEAR : impossible();
    }

    private @Nullable Decision impossible() {
        if (usableKey().isEmpty()) {
            return Decision.NO_KEY;
        }
        return hasDestination() ? null : Decision.NO_DESTINATION;
    }

    /** The defaults need no reading to be right. */
    private boolean hasDestination() {
        boolean unset =
                value(Setting.ENDPOINT).isEmpty() || value(Setting.UDP_ENDPOINT).isEmpty();
        return unset || endpoints().https() != null || endpoints().udp() != null;
    }

    private Endpoints endpoints(List<String> mistakes) {
        return Endpoints.read(value(Setting.ENDPOINT), value(Setting.UDP_ENDPOINT), mistakes);
    }

    private Drain drain(List<String> mistakes) {
        return Drain.read(value(Setting.DRAIN), mistakes);
    }

    private String givenKey() {
        String given = value(Setting.KEY);
        return given.isEmpty() ? builtInKey : given;
    }

    /** A key that cannot stand in an HTTP header is none. */
    private String usableKey() {
        return printable(givenKey()) ? givenKey() : "";
    }

    private String shown(String variable) {
        String value = value(variable).replaceAll("\\p{Cntrl}", "");
        return value.isEmpty() ? variable + " is unset" : variable + "=" + value;
    }

    /** Its value without blanks around it; empty when unset. */
    private String value(String variable) {
        String value = environment.get(variable);
        return value == null ? "" : value.strip();
    }

    /** Whether an opt-out is said: with anything but a plain no. */
    private boolean said(String variable) {
        return !value(variable).isEmpty() && !among(NO, value(variable));
    }

    private boolean noPlainYes() {
        String value = value(Setting.TELEMETRY);
        return !value.isEmpty() && !among(YES, value);
    }

    private boolean noHome() {
        return home().isBlank() || !new File(home()).isDirectory();
    }

    private static boolean among(List<String> words, String value) {
        for (String word : words) {
            if (word.equalsIgnoreCase(value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean printable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    /** Never shows the key. */
    @Override
    public String toString() {
        return "Settings[" + decision() + "]";
    }
}
