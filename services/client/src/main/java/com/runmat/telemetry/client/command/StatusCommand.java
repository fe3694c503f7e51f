package com.runmat.telemetry.client.command;

import com.runmat.telemetry.client.Decision;
import com.runmat.telemetry.client.Endpoints;
import com.runmat.telemetry.client.Settings;
import com.runmat.telemetry.client.config.ConfigFile;
import com.runmat.telemetry.client.config.Consent;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Says whether telemetry is on, by which rule, and where the files are. Makes no file and opens no socket. */
final class StatusCommand {
    private static final String HELP = """
            usage: ./telemetry status [--explain]

            Says whether telemetry is on for this user and environment, which rule decided it, where the files are and
            where events would go. Sends nothing and makes no file. The exit code is 0 either way.

              --explain             every rule, what it found here, and whether it says off
            """;

    private StatusCommand() {}

    static int run(Invocation call) {
        if (call.asksForHelp()) {
            return call.help(HELP);
        }
        boolean explain = call.arguments().equals(List.of("--explain"));
        if (!explain && !call.arguments().isEmpty()) {
            return call.wrong("status takes no argument but --explain");
        }
        Settings settings = Settings.read(call.environment(), "");
        print(settings, call.out());
        if (explain) {
            explain(settings, call.out());
        }
        return Invocation.GOOD;
    }

    /** Each rule is asked, though the first that says off is enough. */
    private static void explain(Settings settings, PrintStream out) {
        out.println("The rules, in the order in which they are asked:");
        for (Decision rule : Decision.values()) {
            if (rule != Decision.ON) {
                String found = settings.found(rule);
                String here = found.isEmpty() ? "" : " (" + found + ")";
                out.println((settings.saysOff(rule) ? "  off   " : "  -     ") + rule.words() + here);
            }
        }
    }

    static void print(Settings settings, PrintStream out) {
        out.println(sentence(settings));
        Path config = settings.configFile();
        line(out, "configuration", config + " (" + words(new ConfigFile(config).consent()) + ")");
        Path id = settings.clientIdFile();
        line(out, "client id", id + (Files.exists(id) ? "" : " (none; made when something is first sent)"));
        Endpoints endpoints = settings.endpoints();
        line(out, "HTTPS", endpoints.https() == null ? "off" : endpoints.https().toString());
        line(out, "UDP", endpoints.udp() == null ? "off" : endpoints.udp().toString());
        String drain = settings.drain().name().toLowerCase(Locale.ROOT);
        line(out, "at exit", drain + ", up to " + settings.drain().limitMillis() + " ms");
        line(out, "shown first", settings.show() ? "yes, on stderr" : "no (RUNMAT_TELEMETRY_SHOW=1 does)");
        settings.mistakes().forEach(mistake -> line(out, "wrong", mistake));
    }

    static String sentence(Settings settings) {
        String because = settings.because().isEmpty() ? "" : " (" + settings.because() + ")";
        return "Telemetry is " + (settings.on() ? "on: " : "off: ")
                + settings.decision().words() + because;
    }

    private static String words(Consent consent) {
        return switch (consent) {
            case UNSAID -> "says nothing about telemetry";
            case ENABLED -> "telemetry.enabled = true";
            case DISABLED -> "telemetry.enabled = false";
            case UNCLEAR -> "cannot be read, or is not TOML and names telemetry, which counts as off";
        };
    }

    private static void line(PrintStream out, String name, String value) {
        out.printf("  %-14s %s%n", name, value);
    }
}
