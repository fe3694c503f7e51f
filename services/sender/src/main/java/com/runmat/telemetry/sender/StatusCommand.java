package com.runmat.telemetry.sender;

import com.runmat.telemetry.client.Decision;
import com.runmat.telemetry.client.Endpoints;
import com.runmat.telemetry.client.Settings;
import com.runmat.telemetry.client.config.ConfigFile;
import com.runmat.telemetry.client.config.Consent;
import com.runmat.telemetry.commandline.Action;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says whether telemetry is on, by which rule, and where the files are. Makes no file and opens no socket. */
@Command(
        name = "status",
        description = {
            "Says whether telemetry is on for this user and environment, which rule decided it, where the files are and",
            "where events would go. Sends nothing and makes no file."
        },
        exitCodeList = {"0:telemetry is on or off", "2:wrong usage"})
final class StatusCommand extends Action {
    /** One at a time. */
    private static final class Form {
        @Option(names = "--explain", description = "every rule, what it found here, and whether it says off")
        private boolean explain;

        @Option(names = "--json", description = "the same as JSON")
        private boolean json;
    }

    private final Map<String, String> environment;

    @ArgGroup(exclusive = true)
    private @Nullable Form form;

    /** By the environment of this process. */
    StatusCommand() {
        this(System.getenv());
    }

    StatusCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Settings settings = Settings.read(environment, "");
        if (form != null && form.json) {
            out().println(json(settings));
            return WELL;
        }
        print(settings);
        if (form != null && form.explain) {
            explain(settings);
        }
        return WELL;
    }

    /** Each rule is asked, though the first that says off is enough. */
    private void explain(Settings settings) {
        out().println("The rules, in the order in which they are asked:");
        for (Decision rule : Decision.values()) {
            if (rule != Decision.ON) {
                String found = settings.found(rule);
                String here = found.isEmpty() ? "" : " (" + found + ")";
                out().println((settings.saysOff(rule) ? "  off   " : "  -     ") + rule.words() + here);
            }
        }
    }

    private void print(Settings settings) {
        out().println(sentence(settings));
        Path config = settings.configFile();
        line("configuration", config + " (" + words(new ConfigFile(config).consent()) + ")");
        Path id = settings.clientIdFile();
        line("client id", id + (Files.exists(id) ? "" : " (none; made when something is first sent)"));
        line("HTTPS", https(settings.endpoints()));
        line("UDP", udp(settings.endpoints()));
        line("at exit", drain(settings) + ", up to " + settings.drain().limitMillis() + " ms");
        line("shown first", settings.show() ? "yes, on stderr" : "no (RUNMAT_TELEMETRY_SHOW=1 does)");
        settings.mistakes().forEach(mistake -> line("wrong", mistake));
    }

    private static String json(Settings settings) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("rule", settings.decision().name().toLowerCase(Locale.ROOT));
        texts.put("because", settings.because());
        texts.put("configuration", settings.configFile().toString());
        texts.put("client_id", settings.clientIdFile().toString());
        texts.put("https", https(settings.endpoints()));
        texts.put("udp", udp(settings.endpoints()));
        texts.put("at_exit", drain(settings));
        return Json.of(settings.on(), texts);
    }

    static String sentence(Settings settings) {
        String because = settings.because().isEmpty() ? "" : " (" + settings.because() + ")";
        return "Telemetry is " + (settings.on() ? "on: " : "off: ")
                + settings.decision().words() + because;
    }

    private static String https(Endpoints endpoints) {
        return endpoints.https() == null ? "off" : endpoints.https().toString();
    }

    private static String udp(Endpoints endpoints) {
        return endpoints.udp() == null ? "off" : endpoints.udp().toString();
    }

    private static String drain(Settings settings) {
        return settings.drain().name().toLowerCase(Locale.ROOT);
    }

    private static String words(Consent consent) {
        return switch (consent) {
            case UNSAID -> "says nothing about telemetry";
            case ENABLED -> "telemetry.enabled = true";
            case DISABLED -> "telemetry.enabled = false";
            case UNCLEAR -> "cannot be read, or is not TOML and names telemetry, which counts as off";
        };
    }

    private void line(String name, String value) {
        out().println("  %-14s %s".formatted(name, value));
    }
}
