package com.runmat.telemetry.probe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.Type;

/** Whether Google can see whose a domain is, as far as DNS tells: a domain mapping wants its base domain verified. */
final class OwnershipCheck {
    private static final String PROOF = "google-site-verification=";

    private final NameServer server;

    OwnershipCheck(NameServer server) {
        this.server = server;
    }

    /** @param mapped whether one of the edges is a domain mapping */
    Finding check(String domain, boolean mapped) throws IOException {
        if (!mapped) {
            return Finding.skip(domain, "ownership", "not needed: no edge is a domain mapping");
        }
        for (String name : upTo(domain)) {
            if (server.ask(name, Type.TXT).records().stream().anyMatch(text -> text.contains(PROOF))) {
                return Finding.pass(domain, "ownership", name + " has a " + PROOF + " record");
            }
        }
        return Finding.warn(
                domain,
                "ownership",
                "neither it nor a domain above it has a " + PROOF
                        + " record; unless it was proved in another way, prove it at "
                        + "https://search.google.com/search-console, and add the account that deploys as an owner there");
    }

    /** The domain, and those above it, down to two labels. */
    private static List<String> upTo(String domain) {
        List<String> names = new ArrayList<>();
        for (String name = domain; name.indexOf('.') > 0; name = name.substring(name.indexOf('.') + 1)) {
            names.add(name);
        }
        return names;
    }
}
