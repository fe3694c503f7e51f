package com.runmat.telemetry.probe;

import com.runmat.telemetry.probe.NameServer.Answer;
import java.io.IOException;
import java.util.List;
import org.xbill.DNS.Type;

/**
 * Whether a domain is delegated to the stack's zone and its signature is known above it; and where not, what is to be done next, in the
 * order in which no name fails on the way: name servers first, the key last, and an old key away before anything.
 */
final class DelegationCheck {
    private static final String WHERE = " where the domain above it is served: ";

    private final NameServer server;

    DelegationCheck(NameServer server) {
        this.server = server;
    }

    /**
     * Both findings, the name servers' first.
     *
     * @param nameServers of the stack's zone
     * @param keys its DS records; empty for a zone that is not signed
     */
    List<Finding> check(String domain, List<String> nameServers, List<String> keys) throws IOException {
        List<String> wanted = NameServer.plain(nameServers);
        List<String> ours = NameServer.plain(keys);
        Answer ns = server.ask(domain, Type.NS);
        Answer ds = server.ask(domain, Type.DS);
        boolean delegated = ns.records().equals(wanted);
        boolean known = ds.records().stream().anyMatch(ours::contains);
        return List.of(delegation(domain, wanted, ns, ds, known), signature(domain, ours, ds, delegated, known));
    }

    private static Finding delegation(String domain, List<String> wanted, Answer ns, Answer ds, boolean known) {
        String set = "set these NS records" + WHERE + String.join(" ", wanted);
        if (ns.records().equals(wanted)) {
            return Finding.pass(domain, "NS", String.join(" ", wanted));
        }
        if (ds.records().isEmpty()) {
            return Finding.fail(domain, "NS", seen(ns) + "; next: " + set);
        }
        return known
                ? Finding.fail(domain, "NS", seen(ns) + ", though the key above is right; next: " + set)
                : Finding.fail(domain, "NS", seen(ns) + "; after the DS record is gone: " + set);
    }

    private static String seen(Answer ns) {
        if (ns.broken()) {
            return "the name server cannot find out (SERVFAIL)";
        }
        return ns.records().isEmpty() ? "it has none yet" : "it has " + String.join(" ", ns.records());
    }

    private static Finding signature(String domain, List<String> keys, Answer ds, boolean delegated, boolean known) {
        if (known) {
            return Finding.pass(domain, "DS", String.join(", ", ds.records()));
        }
        if (!ds.records().isEmpty()) {
            return Finding.fail(
                    domain,
                    "DS",
                    "it names another key, so whoever validates finds no name of the domain; next: remove it where the domain "
                            + "above is served, and wait " + ds.seconds() + " s: " + String.join(", ", ds.records()));
        }
        if (keys.isEmpty()) {
            return Finding.skip(domain, "DS", "the stack tells no DS record (telemetry_ds_records)");
        }
        return delegated
                ? Finding.fail(
                        domain, "DS", "it has none yet; next: set this DS record" + WHERE + String.join(", ", keys))
                : Finding.skip(domain, "DS", "it has none, which is right until the NS records are set");
    }
}
