package com.runmat.telemetry.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What must be installed. */
final class Machine {
    /** The first that moves a stack into another backend and under another key by one command. */
    private static final int LEAST_MINOR = 254;

    private static final long LONGEST_SECONDS = 20;
    private static final Pattern VERSION = Pattern.compile("v?(\\d+)\\.(\\d+)\\.\\S+");

    private final String jdk25;
    private final List<String> pulumi;

    /**
     * What was found so far.
     *
     * @param jdk25 where a JDK 25 is, or nothing
     * @param pulumi the command that tells Pulumi's version
     */
    Machine(String jdk25, List<String> pulumi) {
        this.jdk25 = jdk25;
        this.pulumi = List.copyOf(pulumi);
    }

    Finding program() {
        return Finding.good("JDK", Runtime.version() + " runs this, 17 or newer is needed");
    }

    Finding services() {
        return jdk25.isEmpty()
                ? Finding.bad(
                        "JDK 25",
                        "none is found, and the services' images are built with one",
                        "install a JDK 25 (https://adoptium.net) or set JAVA25_HOME to it")
                : Finding.good("JDK 25", jdk25);
    }

    Finding pulumi() {
        String help = "install a newer one: https://www.pulumi.com/docs/install/";
        try {
            Process asked = new ProcessBuilder(pulumi).redirectErrorStream(true).start();
            asked.getOutputStream().close();
            if (!asked.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                asked.destroyForcibly();
                return Finding.bad("Pulumi", "it does not tell its version", help);
            }
            String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return pulumi(said, help);
        } catch (IOException missing) {
            return Finding.bad(
                    "Pulumi", "the CLI is not on the path", "install it: https://www.pulumi.com/docs/install/");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Finding.bad("Pulumi", "interrupted", help);
        }
    }

    private static Finding pulumi(String said, String help) {
        Matcher version = VERSION.matcher(said);
        if (!version.matches()) {
            return Finding.bad("Pulumi", "it does not tell its version", help);
        }
        boolean enough = Integer.parseInt(version.group(1)) > 3 || Integer.parseInt(version.group(2)) >= LEAST_MINOR;
        return enough
                ? Finding.good("Pulumi", said)
                : Finding.bad("Pulumi", said + " is older than 3." + LEAST_MINOR, help);
    }
}
