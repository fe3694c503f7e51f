package com.runmat.telemetry.ops;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts of settings to values; what is refused is said in an {@link IllegalArgumentException} that names the fix. */
final class Parse {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9}) ?(ms|s|m|h)");

    private static final Pattern HOST_AND_PORT = Pattern.compile("[A-Za-z0-9.-]+(:[0-9]{1,5})?");

    /** A number or time, mistaken or not. Nothing else that is refused is repeated: it may be a secret in the wrong setting. */
    private static final Pattern FIGURE = Pattern.compile("-?[0-9]{1,10}( ?[a-z]{1,2})?");

    private Parse() {}

    static IllegalArgumentException refused(String allowed) {
        return new IllegalArgumentException("is not a " + allowed);
    }

    private static IllegalArgumentException refusedFigure(String text, String allowed) {
        return FIGURE.matcher(text).matches()
                ? new IllegalArgumentException("'" + text + "' is not a " + allowed)
                : refused(allowed);
    }

    static int wholeNumber(String text, int min, int max, String allowed) {
        try {
            int value = Integer.parseInt(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException ignored) {
            // refused below, like a number out of range
        }
        throw refusedFigure(text, allowed);
    }

    static URI url(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("is required: set it to an http or https URL");
        }
        try {
            URI url = new URI(text);
            boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (http && reachable(url)) {
                return withoutExtras(url);
            }
        } catch (URISyntaxException ignored) {
            // refused below, like another scheme
        }
        throw new IllegalArgumentException("is not an http or https URL such as https://host/path");
    }

    private static URI withoutExtras(URI url) {
        if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "must have no user, query or fragment: leave out what stands before @ and from ? or #");
        }
        return url;
    }

    static List<URI> urlsWithPath(String text, String path) {
        List<String> texts = list(text);
        if (texts.size() < 2) {
            return List.of(urlWithPath(texts.isEmpty() ? "" : texts.getFirst(), path));
        }
        List<URI> urls = new ArrayList<>();
        for (String one : texts) {
            try {
                urls.add(urlWithPath(one, path));
            } catch (IllegalArgumentException wrong) {
                throw new IllegalArgumentException(
                        "number " + (urls.size() + 1) + " of the list " + wrong.getMessage());
            }
        }
        return List.copyOf(urls);
    }

    private static URI urlWithPath(String text, String path) {
        URI url = url(text);
        if (url.getRawPath().replace("/", "").isEmpty()) {
            throw new IllegalArgumentException("has no path: end it with " + path);
        }
        return url;
    }

    static String hostAndPort(String text) {
        if (HOST_AND_PORT.matcher(text).matches() && reachable(URI.create("http://" + text))) {
            return text;
        }
        throw refused("host or host:port");
    }

    /** Whether a connection could be tried: the JDK finds no host in a name such as {@code a..b}. */
    private static boolean reachable(URI url) {
        return url.getHost() != null && url.getPort() != 0 && url.getPort() <= 65535;
    }

    static Duration duration(String text, Duration min, Duration max, String allowed) {
        Matcher parts = DURATION.matcher(text);
        if (parts.matches()) {
            Duration value = duration(Long.parseLong(parts.group(1)), parts.group(2));
            if (value.compareTo(min) >= 0 && value.compareTo(max) <= 0) {
                return value;
            }
        }
        throw refusedFigure(text, allowed + ", written like 250ms, 5s, 2m or 1h");
    }

    private static Duration duration(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }

    /** The shortest form that {@link #duration} reads back. */
    static String print(Duration value) {
        long millis = value.toMillis();
        if (millis % 1000 != 0 || millis == 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        if (seconds % 3600 == 0) {
            return seconds / 3600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }

    static List<String> list(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /** Secrets travel in HTTP headers, so anything but visible ASCII would fail later and far from its cause. */
    static Optional<Secret> secret(String text) {
        if (!text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException("must be visible ASCII without blanks and line breaks");
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(new Secret(text));
    }
}
