package com.runmat.telemetry.infra;

import com.pulumi.Context;
import com.pulumi.core.Output;
import com.runmat.telemetry.infra.config.StackConfig;
import com.runmat.telemetry.infra.dns.Zones;
import com.runmat.telemetry.infra.edge.Edges;
import com.runmat.telemetry.infra.images.Images;
import com.runmat.telemetry.infra.monitoring.Monitoring;
import com.runmat.telemetry.infra.naming.Names;
import com.runmat.telemetry.infra.naming.Ports;
import com.runmat.telemetry.infra.region.Region;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** What {@code pulumi stack output} shows. The first three had these names in the former deployment. */
final class Exports {
    private final StackConfig config;
    private final Context context;

    Exports(StackConfig config, Context context) {
        this.config = config;
        this.context = context;
    }

    void of(
            List<Region.Outputs> regions,
            List<Edges.Outputs> edges,
            Zones.Outputs zones,
            Images.Outputs images,
            Monitoring.Outputs monitoring) {
        context.export("telemetry_https_endpoints", Output.of(byDomain(domain -> "https://" + domain + "/ingest")));
        context.export(
                "telemetry_udp_endpoints",
                Output.of(byDomain(domain -> Names.udpHost(domain) + ":" + Ports.TELEMETRY)));
        context.export("telemetry_name_servers", all(served(zones.nameServers())));
        context.export("telemetry_ds_records", all(served(zones.dsRecords())));
        context.export("telemetry_https_addresses", all(addresses(edges.get(0))));
        context.export(
                "telemetry_edges", Output.all(edges.stream().map(this::edge).toList()));
        context.export(
                "telemetry_udp_ipv4",
                all(byRegion(regions, region -> Optional.of(region.forwarder().ipv4()))));
        if (config.ipv6().stands()) {
            context.export(
                    "telemetry_udp_ipv6",
                    all(byRegion(regions, region -> region.forwarder().ipv6())));
        }
        context.export(
                "telemetry_worker_urls",
                all(byRegion(regions, region -> Optional.of(region.worker().url()))));
        context.export("telemetry_worker_image", images.worker());
        context.export("telemetry_forwarder_image", images.forwarder());
        context.export("telemetry_dashboard", monitoring.dashboard());
    }

    private Map<String, String> byDomain(Function<String, String> value) {
        Map<String, String> all = new TreeMap<>();
        config.servedDomains().forEach(domain -> all.put(domain, value.apply(domain)));
        return all;
    }

    /** Of drained regions too: what stands there can be looked at. */
    private static Map<String, Output<String>> byRegion(
            List<Region.Outputs> regions, Function<Region.Outputs, Optional<Output<String>>> value) {
        Map<String, Output<String>> all = new TreeMap<>();
        regions.forEach(region -> value.apply(region).ifPresent(output -> all.put(region.name(), output)));
        return all;
    }

    /** In order: the first has the names. */
    private Output<Map<String, Object>> edge(Edges.Outputs edge) {
        return all(addresses(edge))
                .applyValue(
                        addresses -> new TreeMap<>(Map.of("edge", edge.edge().label(), "addresses", addresses)));
    }

    private Map<String, Output<List<String>>> addresses(Edges.Outputs edge) {
        Map<String, Output<List<String>>> all = new TreeMap<>();
        edge.addresses().forEach((domain, of) -> all.put(domain, Output.concatList(of.ipv4(), of.ipv6())));
        return served(all);
    }

    /** Nobody is to be told of a domain that is on its way out. */
    private <T> Map<String, T> served(Map<String, T> byDomain) {
        Map<String, T> served = new TreeMap<>(byDomain);
        served.keySet().retainAll(config.servedDomains());
        return served;
    }

    private static <T> Output<Map<String, T>> all(Map<String, Output<T>> outputs) {
        Output<Map<String, T>> all = Output.of(new TreeMap<>());
        for (Map.Entry<String, Output<T>> entry : outputs.entrySet()) {
            all = Output.concatMap(all, entry.getValue().applyValue(value -> Map.of(entry.getKey(), value)));
        }
        return all;
    }
}
