package com.runmat.telemetry.client;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where the two copies of an event go.
 *
 * @param https the full address for POST, or null for off
 * @param udp null for off
 */
public record Endpoints(@Nullable URI https, @Nullable Udp udp) {
    static final String DEFAULT_HTTPS = "https://telemetry.runmat.com/ingest";
    static final String DEFAULT_UDP = "udp.telemetry.runmat.com:7846";

    private static final int LAST_PORT = 65_535;

    /**
     * Where datagrams go. No {@code InetSocketAddress}: that one costs the caller the loading of classes.
     *
     * @param host a name that is not looked up yet, or an address without brackets
     */
    public record Udp(String host, int port) {
        @Override
        public String toString() {
            return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
        }
    }

    /** Reads both; a wrong one is off and adds a line to the mistakes. */
    static Endpoints read(String https, String udp, List<String> mistakes) {
        return new Endpoints(
                https.equalsIgnoreCase("off") ? null : https(https.isEmpty() ? DEFAULT_HTTPS : https, mistakes),
                udp.equalsIgnoreCase("off") ? null : udp(udp.isEmpty() ? DEFAULT_UDP : udp, mistakes));
    }

    private static @Nullable URI https(String text, List<String> mistakes) {
        try {
            URI uri = URI.create(text);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean safe = scheme.equals("https") || (scheme.equals("http") && thisMachine(uri.getHost()));
            if (uri.getHost() != null && safe && uri.getUserInfo() == null && uri.getPort() <= LAST_PORT) {
                return uri;
            }
        } catch (IllegalArgumentException wrong) {
            // told below, as every other mistake
        }
        mistakes.add("RUNMAT_TELEMETRY_ENDPOINT must be an https:// address (http:// only to this machine) or off");
        return null;
    }

    /** The key would cross a network in plain text otherwise. */
    private static boolean thisMachine(@Nullable String host) {
        return host != null && (host.equals("localhost") || host.equals("[::1]") || numeric127(host));
    }

    private static boolean numeric127(String host) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c != '.' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return host.startsWith("127.");
    }

    private static @Nullable Udp udp(String text, List<String> mistakes) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        int port = colon < 0 ? 0 : port(text.substring(colon + 1));
        if (host.isEmpty() || port == 0 || (host.indexOf(':') >= 0 && !bracketed)) {
            mistakes.add("RUNMAT_TELEMETRY_UDP_ENDPOINT must be host:port (an IPv6 address in brackets) or off");
            return null;
        }
        return new Udp(bracketed ? host.substring(1, host.length() - 1) : host, port);
    }

    /** The port, or 0 when the text is none. By hand: catching a parser's exception would load its class each time. */
    private static int port(String text) {
        int port = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            port = port * 10 + digit;
            if (digit < 0 || digit > 9 || port > LAST_PORT) {
                return 0;
            }
        }
        return port;
    }
}
