package com.runmat.telemetry.infra.region;

import com.pulumi.core.Output;
import com.pulumi.resources.Resource;
import com.runmat.telemetry.infra.component.Placement;
import com.runmat.telemetry.infra.config.Ipv6;
import com.runmat.telemetry.infra.config.RegionSettings;
import com.runmat.telemetry.infra.config.StackConfig;
import com.runmat.telemetry.infra.identities.Identities;
import com.runmat.telemetry.infra.images.Images;
import com.runmat.telemetry.infra.network.Network;
import com.runmat.telemetry.infra.region.worker.Reach;
import com.runmat.telemetry.infra.region.worker.Worker;
import com.runmat.telemetry.infra.secrets.PinnedSecret;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every region of the stack, one like the other. The workers of all come before the first forwarder, for forwarders
 * post to the next region's worker when their own does not answer.
 */
public final class Regions {
    private final List<Region.Outputs> outputs;

    /**
     * What each region is built from.
     *
     * @param secrets the worker's pinned secrets by the environment variable that holds each
     * @param key the ingestion key, which forwarders add to what they pass on
     * @param reach who may reach the workers
     * @param readyForWorker what must be there before the first worker
     * @param readyForMachines what must be there before the first machine, such as the right to pull its image
     */
    public record Args(
            RegionSettings regions,
            Ipv6 ipv6,
            Network.Outputs network,
            Identities.Outputs identities,
            Images.Outputs images,
            Map<String, PinnedSecret> secrets,
            PinnedSecret key,
            StackConfig.WorkerSettings worker,
            StackConfig.ForwarderSettings forwarder,
            Reach reach,
            List<Resource> readyForWorker,
            List<Resource> readyForMachines) {
        public Args {
            secrets = Map.copyOf(secrets);
            readyForWorker = List.copyOf(readyForWorker);
            readyForMachines = List.copyOf(readyForMachines);
        }
    }

    public Regions(Args args, Placement placement) {
        List<Region> regions = args.regions().names().stream()
                .map(name -> new Region(name, args, placed(name, args.regions(), placement)))
                .toList();
        Map<String, Worker.Outputs> workers = regions.stream().collect(Collectors.toMap(Region::name, Region::worker));
        Function<String, List<Output<String>>> urls = name -> args.regions().workersFor(name).stream()
                .map(workers::get)
                .map(Worker.Outputs::url)
                .toList();
        outputs = regions.stream()
                .map(region -> region.forward(urls.apply(region.name())))
                .toList();
    }

    /** What a region holds is protected while it serves; with the drain that goes, so that a next step may remove it. */
    private static Placement placed(String region, RegionSettings regions, Placement placement) {
        return regions.drained().contains(region) ? placement.unprotected() : placement;
    }

    /** In the order of the configuration. */
    public List<Region.Outputs> outputs() {
        return outputs;
    }
}
