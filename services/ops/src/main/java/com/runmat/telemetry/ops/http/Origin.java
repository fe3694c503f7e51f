package com.runmat.telemetry.ops.http;

import java.net.URI;

/** Where connections lead that may be used for one another. */
record Origin(boolean tls, String host, int port) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    static Origin of(URI uri) {
        boolean tls = "https".equals(uri.getScheme());
        int usual = tls ? HTTPS : HTTP;
        return new Origin(tls, uri.getHost(), uri.getPort() < 0 ? usual : uri.getPort());
    }

    // by hand: the JDK makes those of a record at run time, and they stay slow until the compiler has seen them often
    @Override
    public boolean equals(Object other) {
        return other instanceof Origin that && port == that.port && tls == that.tls && host.equals(that.host);
    }

    @Override
    public int hashCode() {
        return host.hashCode() + port;
    }

    /** The value of the {@code Host} header. */
    String authority() {
        return port == (tls ? HTTPS : HTTP) ? host : host + ":" + port;
    }

    /** The host for the resolver and for TLS: an IPv6 address without its brackets. */
    String address() {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
