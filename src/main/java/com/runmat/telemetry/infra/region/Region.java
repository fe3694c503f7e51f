package com.runmat.telemetry.infra.region;

import com.pulumi.core.Output;
import com.pulumi.resources.Resource;
import com.runmat.telemetry.infra.component.Component;
import com.runmat.telemetry.infra.component.Placement;
import com.runmat.telemetry.infra.naming.Names;
import com.runmat.telemetry.infra.region.forwarder.Forwarder;
import com.runmat.telemetry.infra.region.worker.Worker;
import java.util.List;
import java.util.stream.Stream;

/** A worker, and forwarders on a subnet of their own: all that serves clients from one region. */
public final class Region extends Component {
    private final String name;
    private final Regions.Args args;
    private final Placement inside;
    private final Worker.Outputs worker;

    /** What stands in the region of this name. */
    public record Outputs(String name, Worker.Outputs worker, Forwarder.Outputs forwarder) {}

    Region(String name, Regions.Args args, Placement placement) {
        super("region:Region", Names.regional(name, "region"), placement);
        this.name = name;
        this.args = args;
        inside = placement.within(this);
        worker = new Worker(workerArgs(), inside).outputs();
    }

    String name() {
        return name;
    }

    Worker.Outputs worker() {
        return worker;
    }

    /** Adds the forwarders, which post to these workers' addresses: the first that answers has the events. */
    Outputs forward(List<Output<String>> workers) {
        var subnet = new Subnet(
                new Subnet.Args(name, args.ipv6().stands(), args.network().network()), inside);
        var endpoints = Output.all(workers)
                .applyValue(urls -> urls.stream().map(url -> url + "/ingest").toList());
        return new Outputs(name, worker, new Forwarder(forwarderArgs(subnet.link(), endpoints), inside).outputs());
    }

    private Worker.Args workerArgs() {
        return new Worker.Args(
                name,
                args.images().worker(),
                args.identities().worker().email(),
                args.worker(),
                args.secrets(),
                args.reach(),
                args.readyForWorker());
    }

    private Forwarder.Args forwarderArgs(Output<String> subnetwork, Output<List<String>> endpoints) {
        List<Resource> ready = Stream.concat(args.readyForMachines().stream(), worker.ready().stream())
                .toList();
        return new Forwarder.Args(
                name,
                args.ipv6(),
                args.network(),
                subnetwork,
                args.identities().forwarder(),
                args.images().forwarder(),
                endpoints,
                args.key(),
                args.forwarder(),
                ready);
    }
}
