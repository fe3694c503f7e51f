package com.runmat.telemetry.probe;

import java.util.List;
import javax.naming.NamingException;

/** Whether names lead to addresses, and domains to the name servers of the stack. */
final class NameChecks {
    private final Names names;

    NameChecks(Names names) {
        this.names = names;
    }

    /** A and AAAA of an endpoint's host. */
    List<Finding> addresses(String target, String host) {
        if (address(host) || host.equals("localhost")) {
            return List.of(Finding.skip(target, "address", "given as an address of this machine or network"));
        }
        return List.of(address(target, host, "A"), address(target, host, "AAAA"));
    }

    /** The delegation of a domain as the name server sees it. */
    Finding delegation(String domain, List<String> wanted) {
        List<String> expected = NameServer.plain(wanted);
        try {
            List<String> seen = names.records(domain, "NS");
            if (seen.equals(expected)) {
                return Finding.pass(domain, "delegation", String.join(" ", seen));
            }
            String now = seen.isEmpty() ? "it has none yet" : "it has " + String.join(" ", seen);
            return Finding.fail(
                    domain,
                    "delegation",
                    now + "; set these NS records where the domain above it is served: " + String.join(" ", expected));
        } catch (NamingException failed) {
            return Finding.fail(domain, "delegation", unanswered(failed));
        }
    }

    private Finding address(String target, String host, String type) {
        try {
            List<String> found = names.records(host, type);
            if (!found.isEmpty()) {
                return Finding.pass(target, "DNS " + type, String.join(" ", found));
            }
            return type.equals("A")
                    ? Finding.fail(
                            target, "DNS A", host + " has no address: is the zone delegated, and is `pulumi up` done?")
                    : Finding.warn(
                            target, "DNS AAAA", host + " has no IPv6 address: clients without IPv4 cannot reach it");
        } catch (NamingException failed) {
            return Finding.fail(target, "DNS " + type, unanswered(failed));
        }
    }

    private static String unanswered(NamingException failed) {
        return "the name server did not answer (" + failed.getClass().getSimpleName() + "); --resolver asks another";
    }

    private static boolean address(String host) {
        return host.contains(":") || host.matches("[0-9.]+");
    }
}
