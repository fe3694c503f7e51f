package com.runmat.telemetry.infra.images;

import com.pulumi.context.LoggingContext;
import com.pulumi.core.Output;
import com.pulumi.deployment.Deployment;
import com.runmat.telemetry.infra.component.Component;
import com.runmat.telemetry.infra.component.Placement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * The services' images. A preview names them by the state of the sources and touches neither Maven nor a registry; an
 * update asks the registry, once it is there, and builds what it lacks before anything that runs an image goes on.
 */
public final class Images extends Component {
    /** A build takes two minutes on two cores; a first one downloads what it needs. */
    private static final Duration BUILD_LIMIT = Duration.ofMinutes(20);

    private final Outputs outputs;

    /**
     * What the images are told.
     *
     * @param project the top folder of the project
     * @param baseImage stands in for the one in services/pom.xml
     * @param workerImage is run as it is, instead of one that is built
     * @param forwarderImage likewise
     */
    public record Args(
            Path project, Optional<String> baseImage, Optional<String> workerImage, Optional<String> forwarderImage) {
        Optional<String> prebuilt(DeployedService service) {
            return service == DeployedService.WORKER ? workerImage : forwarderImage;
        }

        /** The tags that the registry is to hold, by image; none of an image that is prebuilt. */
        public Map<String, String> wanted() {
            Map<String, String> wanted = new TreeMap<>();
            tags().forEach((service, tag) -> wanted.put(service.module(), tag));
            return wanted;
        }

        private Map<DeployedService, String> tags() {
            var sources = new SourceTag(project, ImageKind.ofThisMachine());
            Map<DeployedService, String> tags = new EnumMap<>(DeployedService.class);
            for (DeployedService service : DeployedService.values()) {
                if (prebuilt(service).isEmpty()) {
                    tags.put(service, sources.of(service, baseImage));
                }
            }
            return tags;
        }
    }

    /** References that can be pulled: by a tag that never moves, or as configuration says. */
    public record Outputs(Output<String> worker, Output<String> forwarder) {}

    public Images(Args args, Registry.Outputs registry, LoggingContext log, Placement placement) {
        super("images:Images", "images", placement);
        Map<DeployedService, String> tags = args.tags();
        var filled = fill(registry, tags, delivery(args, log), log);
        outputs = new Outputs(
                reference(DeployedService.WORKER, args, filled, tags),
                reference(DeployedService.FORWARDER, args, filled, tags));
    }

    public Outputs outputs() {
        return outputs;
    }

    private static Delivery delivery(Args args, LoggingContext log) {
        var environment = System.getenv();
        Consumer<String> progress = message -> log.info("%s", message);
        var build = new ImageBuild(
                args.project(), ImageKind.ofThisMachine(), args.baseImage(), environment, BUILD_LIMIT, progress);
        return new Delivery(new ImageRepository(environment), build, progress, message -> log.warn("%s", message));
    }

    /** The registry's path, in an update only once it holds every image; where nothing is updated nothing is built. */
    private static Output<String> fill(
            Registry.Outputs registry, Map<DeployedService, String> tags, Delivery delivery, LoggingContext log) {
        if (Deployment.getInstance().isDryRun()) {
            return registry.path();
        }
        return Output.tuple(registry.path(), registry.updated())
                .apply(ready -> ready.t2
                        ? Output.of(delivery.start(ready.t1, tags).exceptionally(cause -> tell(cause, log)))
                        : Output.of(ready.t1));
    }

    /** The words go to the log once: the SDK repeats an exception for each resource that waited, with its trace. */
    private static String tell(Throwable failure, LoggingContext log) {
        var cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        if (cause instanceof ImagesFailed known) {
            log.error("%s", known.getMessage());
            throw new ImagesFailed("waited in vain for the images; the cause is an error of its own");
        }
        throw new ImagesFailed("the images could not be had", failure);
    }

    private Output<String> reference(
            DeployedService service, Args args, Output<String> path, Map<DeployedService, String> tags) {
        Output<String> reference = Optional.ofNullable(tags.get(service))
                .map(tag -> path.applyValue(ready -> service.in(ready, tag)))
                .orElseGet(() -> Output.of(args.prebuilt(service).orElseThrow()));
        new Image(service, reference, this);
        return reference;
    }
}
