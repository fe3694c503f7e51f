package com.runmat.telemetry.probe;

/** A UDP endpoint; an IPv6 address stands in brackets in its text and bare in {@code host}. */
record HostAndPort(String host, int port) {
    static final int LAST_PORT = 65_535;

    static HostAndPort of(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        String port = text.substring(colon + 1);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        boolean known = port.matches("[1-9][0-9]{0,4}") && Integer.parseInt(port) <= LAST_PORT;
        if (host.isEmpty() || !known || (host.contains(":") && !bracketed)) {
            throw new WrongArguments("a UDP endpoint is host:port (an IPv6 address in brackets), not " + text);
        }
        return new HostAndPort(bracketed ? host.substring(1, host.length() - 1) : host, Integer.parseInt(port));
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
