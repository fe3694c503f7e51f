package com.runmat.telemetry.infra;

import static com.runmat.telemetry.infra.apis.Api.ARTIFACT_REGISTRY;
import static com.runmat.telemetry.infra.apis.Api.CERTIFICATE_MANAGER;
import static com.runmat.telemetry.infra.apis.Api.CLOUD_RESOURCE_MANAGER;
import static com.runmat.telemetry.infra.apis.Api.COMPUTE;
import static com.runmat.telemetry.infra.apis.Api.DNS;
import static com.runmat.telemetry.infra.apis.Api.IAM;
import static com.runmat.telemetry.infra.apis.Api.LOGGING;
import static com.runmat.telemetry.infra.apis.Api.MONITORING;
import static com.runmat.telemetry.infra.apis.Api.RUN;
import static com.runmat.telemetry.infra.apis.Api.SECRET_MANAGER;

import com.pulumi.Context;
import com.pulumi.gcp.Provider;
import com.runmat.telemetry.infra.apis.Api;
import com.runmat.telemetry.infra.apis.Apis;
import com.runmat.telemetry.infra.component.Placement;
import com.runmat.telemetry.infra.config.StackConfig;
import com.runmat.telemetry.infra.dns.Records;
import com.runmat.telemetry.infra.dns.Zones;
import com.runmat.telemetry.infra.edge.Edges;
import com.runmat.telemetry.infra.identities.Identities;
import com.runmat.telemetry.infra.images.Images;
import com.runmat.telemetry.infra.images.Registry;
import com.runmat.telemetry.infra.monitoring.Monitoring;
import com.runmat.telemetry.infra.monitoring.QuietRequestLog;
import com.runmat.telemetry.infra.naming.Names;
import com.runmat.telemetry.infra.network.Network;
import com.runmat.telemetry.infra.region.Regions;
import com.runmat.telemetry.infra.secrets.Secrets;

/** The stack's table of contents: all that stands behind the telemetry names, a component a line. */
final class TelemetryStack {
    private final StackConfig config;
    private final Placement placement;
    private final Wiring wiring;
    private final Apis apis;

    private TelemetryStack(StackConfig config, Names names, Provider provider) {
        this.config = config;
        placement = Placement.of(names, provider, config.protect());
        wiring = new Wiring(config);
        apis = new Apis(Api.OF_TELEMETRY, placement);
    }

    /** Registers all of it. */
    static void define(Context context) {
        StackConfig config = StackConfig.of(context);
        config.advice().forEach(sentence -> context.log().warn("%s", sentence));
        Names names = new Names(config.project(), context.stackName());
        new TelemetryStack(config, names, GoogleProvider.of(context, config.project(), names)).build(context);
    }

    private void build(Context context) {
        var identities = new Identities(wiring.identities(), after(IAM, CLOUD_RESOURCE_MANAGER)).outputs();
        var network = new Network(wiring.network(identities), after(COMPUTE)).outputs();
        var secrets = new Secrets(wiring.secrets(identities), after(SECRET_MANAGER)).outputs();
        var registry = new Registry(wiring.registry(identities), after(ARTIFACT_REGISTRY)).outputs();
        var images = new Images(wiring.images(), registry, context.log(), placement).outputs();
        var quiet = new QuietRequestLog(after(LOGGING)).outputs();
        var regions = new Regions(
                        wiring.regions(network, identities, secrets, registry, images, quiet), after(RUN, COMPUTE))
                .outputs();
        var zones = new Zones(wiring.zones(), after(DNS)).outputs();
        var edges = new Edges(wiring.edges(regions, zones), after(RUN, COMPUTE, CERTIFICATE_MANAGER, DNS)).outputs();
        new Records(wiring.records(edges, regions, zones), after(DNS));
        var monitoring = new Monitoring(wiring.monitoring(), after(MONITORING, LOGGING)).outputs();
        new Exports(config, context).of(regions, edges, zones, images, monitoring);
    }

    private Placement after(Api... needed) {
        return placement.after(apis.of(needed));
    }
}
