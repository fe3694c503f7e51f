package com.runmat.telemetry.ops;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One environment variable of a service: its name, default, allowed values and meaning, and how its text becomes a value. A
 * service declares each as a constant and all of them in one list, from which {@code --help}, {@code --check-config} and the
 * tables of the documents are made. Immutable.
 *
 * @param <T> what the service gets; a secret or an optional setting gives an {@link Optional}
 */
public final class Setting<T> {
    private final String name;
    private final String fallback;
    private final String allowed;
    private final String meaning;
    private final boolean secret;
    private final Function<String, T> parser;
    private final T neutral;

    /**
     * @param fallback the text that is read when the variable is missing or blank
     * @param parser throws {@link IllegalArgumentException}, whose message follows "NAME: ", for a text that it refuses
     * @param neutral stands in for a refused value until all mistakes are collected; the service never starts with it
     */
    private Setting(
            String name,
            String fallback,
            String allowed,
            String meaning,
            boolean secret,
            Function<String, T> parser,
            T neutral) {
        this.name = name;
        this.fallback = fallback;
        this.allowed = allowed;
        this.meaning = meaning;
        this.secret = secret;
        this.parser = parser;
        this.neutral = neutral;
    }

    /**
     * A text that matches {@code form} as a whole, or equals the default.
     *
     * @param allowed says the form in words that can follow "is not a"
     */
    public static Setting<String> text(String name, String fallback, Pattern form, String allowed, String meaning) {
        return new Setting<>(
                name,
                fallback,
                allowed,
                meaning,
                false,
                text -> {
                    if (text.equals(fallback) || form.matcher(text).matches()) {
                        return text;
                    }
                    throw Parse.refused(allowed);
                },
                "");
    }

    public static Setting<Integer> wholeNumber(String name, int fallback, int min, int max, String meaning) {
        String allowed = "whole number from " + min + " to " + max;
        return new Setting<>(
                name,
                Integer.toString(fallback),
                allowed,
                meaning,
                false,
                text -> Parse.wholeNumber(text, min, max, allowed),
                fallback);
    }

    /** An http or https URL without user, query and fragment. */
    public static Setting<URI> url(String name, String fallback, String meaning) {
        return new Setting<>(
                name, fallback, "http or https URL", meaning, false, Parse::url, URI.create("http://unset.invalid/"));
    }

    /**
     * One {@link #url} or several, without a default: the service does not start without one, nor without the path in each.
     *
     * @param path the usual one, for the message
     */
    public static Setting<List<URI>> requiredUrls(String name, String path, String meaning) {
        return new Setting<>(
                name,
                "",
                "http or https URLs with a path, separated by commas",
                meaning,
                false,
                text -> Parse.urlsWithPath(text, path),
                List.of(URI.create("http://unset.invalid/")));
    }

    /** A host by its name or IPv4 address, which may be followed by {@code :} and a port. */
    public static Setting<String> hostAndPort(String name, String fallback, String meaning) {
        return new Setting<>(name, fallback, "host or host:port", meaning, false, Parse::hostAndPort, "");
    }

    /** A time such as {@code 250ms}, {@code 5s}, {@code 2m} or {@code 1h}. */
    public static Setting<Duration> duration(
            String name, Duration fallback, Duration min, Duration max, String meaning) {
        String allowed = "time from " + Parse.print(min) + " to " + Parse.print(max);
        return new Setting<>(
                name,
                Parse.print(fallback),
                allowed,
                meaning,
                false,
                text -> Parse.duration(text, min, max, allowed),
                fallback);
    }

    /**
     * The local addresses to listen on: {@code all} interfaces, the default; {@code loopback}, which is 127.0.0.1 and, where the
     * machine has it, ::1; or a list of IP addresses. Never empty.
     */
    public static Setting<List<InetAddress>> listenAddresses(String name, String meaning) {
        return new Setting<>(
                name, "all", ListenAddresses.ALLOWED, meaning, false, ListenAddresses::parse, ListenAddresses.all());
    }

    /** Values between commas; blanks around them and empty ones are left out. */
    public static Setting<List<String>> list(String name, String fallback, String meaning) {
        return new Setting<>(name, fallback, "list with commas", meaning, false, Parse::list, List.of());
    }

    /** Printable ASCII that is shown nowhere; empty when the variable is missing or blank. */
    public static Setting<Optional<Secret>> secret(String name, String meaning) {
        return new Setting<>(name, "", "secret", meaning, true, Parse::secret, Optional.empty());
    }

    public String name() {
        return name;
    }

    /** The default as one would write it, {@code ""} for none. */
    public String fallback() {
        return fallback;
    }

    /** The allowed values in a few words. */
    public String allowed() {
        return allowed;
    }

    public String meaning() {
        return meaning;
    }

    /** What {@code --check-config} shows for this variable's raw text. */
    String shown(String raw) {
        if (secret) {
            return raw.isEmpty() ? "not set" : "set";
        }
        return raw.isEmpty() ? fallback : raw;
    }

    T parse(String raw) {
        return parser.apply(raw.isEmpty() ? fallback : raw);
    }

    T neutral() {
        return neutral;
    }

    @Override
    public String toString() {
        return name;
    }
}
