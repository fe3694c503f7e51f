package com.runmat.telemetry.ops;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The local addresses that a program listens on, and the text of a bind address that names them. */
public final class ListenAddresses {
    static final String ALLOWED = "all, loopback, or IP addresses with commas";

    private ListenAddresses() {}

    /** Never empty. Names are refused: what a resolver says must not decide who can reach a service. */
    static List<InetAddress> parse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "all" -> all();
            case "loopback" -> loopback();
            default -> literals(text);
        };
    }

    /** The wildcard of the JDK's choice: with IPv6 on the machine its sockets take IPv4 too. */
    static List<InetAddress> all() {
        return List.of(new InetSocketAddress(0).getAddress());
    }

    /** 127.0.0.1, and ::1 where the machine has it: without IPv6 there is no such address to bind. */
    public static List<InetAddress> loopback() {
        List<InetAddress> addresses = new ArrayList<>(List.of(InetAddress.ofLiteral("127.0.0.1")));
        InetAddress six = InetAddress.ofLiteral("::1");
        if (isOfThisMachine(six)) {
            addresses.add(six);
        }
        return List.copyOf(addresses);
    }

    private static boolean isOfThisMachine(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException notKnown) {
            return false;
        }
    }

    private static List<InetAddress> literals(String text) {
        try {
            List<InetAddress> addresses = Parse.list(text).stream()
                    .map(InetAddress::ofLiteral)
                    .distinct()
                    .toList();
            if (!addresses.isEmpty()) {
                return addresses;
            }
        } catch (IllegalArgumentException name) {
            // refused below, like a list of commas
        }
        throw new IllegalArgumentException("is none of: " + ALLOWED + " such as 127.0.0.1,::1");
    }
}
