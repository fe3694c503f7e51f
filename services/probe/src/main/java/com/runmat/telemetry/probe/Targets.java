package com.runmat.telemetry.probe;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What to look at.
 *
 * @param https the addresses that events are posted to
 * @param udp where datagrams go
 * @param nameServers the name servers that each domain must be delegated to
 * @param keys the DS records that stand above each domain once it is signed
 * @param edges where each domain is reached, whatever its name leads to
 */
record Targets(
        List<URI> https,
        List<HostAndPort> udp,
        Map<String, List<String>> nameServers,
        Map<String, List<String>> keys,
        List<Edge> edges) {
    /** As clients know it: the key would cross a network in plain text otherwise. */
    private static final Pattern THIS_MACHINE = Pattern.compile("localhost|\\[::1]|127\\.[0-9.]+");

    Targets {
        https = List.copyOf(https);
        udp = List.copyOf(udp);
        edges = List.copyOf(edges);
    }

    /** From what {@code pulumi stack output --json} prints. Lists and maps by domain are both taken; other outputs are not looked at. */
    static Targets ofOutputs(String json) {
        JsonNode outputs = parse(json);
        List<URI> https = texts(outputs.path("telemetry_https_endpoints")).stream()
                .map(Targets::https)
                .toList();
        List<HostAndPort> udp = texts(outputs.path("telemetry_udp_endpoints")).stream()
                .map(HostAndPort::of)
                .toList();
        return new Targets(
                https,
                udp,
                byDomain(outputs.path("telemetry_name_servers")),
                byDomain(outputs.path("telemetry_ds_records")),
                edges(outputs.path("telemetry_edges"), https));
    }

    private static Map<String, List<String>> byDomain(JsonNode told) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        told.propertyStream().forEach(domain -> all.put(domain.getKey(), texts(domain.getValue())));
        return all;
    }

    /** Whether Google wants to see whose the domains are. */
    boolean mapped() {
        return edges.stream().anyMatch(edge -> edge.name().equals("domain-mapping"));
    }

    /** In order: the first is the one that names are to lead to. */
    private static List<Edge> edges(JsonNode told, List<URI> https) {
        List<Edge> edges = new ArrayList<>();
        for (JsonNode edge : told.values()) {
            boolean named = edges.isEmpty()
                    || edges.getFirst().name().equals(edge.path("edge").asString(""));
            edge.path("addresses")
                    .propertyStream()
                    .forEach(domain -> edges.add(new Edge(
                            edge.path("edge").asString(""),
                            named,
                            domain.getKey(),
                            port(domain.getKey(), https),
                            texts(domain.getValue()).stream()
                                    .map(Targets::address)
                                    .toList())));
        }
        return edges;
    }

    /** As clients are told it. */
    private static int port(String domain, List<URI> https) {
        return https.stream()
                .filter(uri -> domain.equals(uri.getHost()) && uri.getPort() > 0)
                .map(URI::getPort)
                .findFirst()
                .orElse(443);
    }

    /** Never a name, which would be looked up. */
    private static InetAddress address(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException wrong) {
            throw new WrongArguments("an edge's address in the outputs is an IP address, not " + text);
        }
    }

    static URI https(String text) {
        try {
            URI uri = new URI(text);
            boolean safe = "https".equals(uri.getScheme())
                    || ("http".equals(uri.getScheme())
                            && THIS_MACHINE
                                    .matcher(String.valueOf(uri.getHost()))
                                    .matches());
            if (safe && uri.getUserInfo() == null && uri.getHost() != null && uri.getPort() <= HostAndPort.LAST_PORT) {
                return uri;
            }
        } catch (URISyntaxException wrong) {
            // told below
        }
        throw new WrongArguments(
                "an HTTPS endpoint is an address such as https://telemetry.runmat.com/ingest (plain http:// only to this machine, for the key goes along), not "
                        + text);
    }

    boolean isEmpty() {
        return https.isEmpty() && udp.isEmpty() && nameServers.isEmpty() && edges.isEmpty();
    }

    private static JsonNode parse(String json) {
        try {
            return JsonMapper.shared().readTree(json);
        } catch (JacksonException broken) {
            throw new WrongArguments("the outputs are not JSON; make them with: pulumi stack output --json");
        }
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        node.values().forEach(value -> texts.add(value.asString()));
        return texts;
    }
}
