package com.runmat.telemetry.infra.images;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Sees to it that a registry holds the images: asks for each, then builds those that lack. */
final class Delivery {
    private final ImageRepository images;
    private final ImageBuild build;
    private final Consumer<String> progress;
    private final Consumer<String> warning;

    Delivery(ImageRepository images, ImageBuild build, Consumer<String> progress, Consumer<String> warning) {
        this.images = images;
        this.build = build;
        this.progress = progress;
        this.warning = warning;
    }

    /**
     * Delivers on a thread of its own: a build takes minutes, and the SDK's few threads are needed for what does not
     * wait for images.
     *
     * @return the path itself, once it holds every image; fails with {@link ImagesFailed}
     */
    CompletableFuture<String> start(String path, Map<DeployedService, String> tags) {
        return CompletableFuture.supplyAsync(
                () -> {
                    deliver(path, tags);
                    return path;
                },
                task -> {
                    var thread = new Thread(task, "images");
                    thread.setDaemon(true);
                    thread.start();
                });
    }

    void deliver(String path, Map<DeployedService, String> tags) {
        Map<DeployedService, String> lacking = new EnumMap<>(DeployedService.class);
        tags.forEach((service, tag) -> {
            if (!images.holds(service.in(path, tag))) {
                lacking.put(service, tag);
            }
        });
        if (!lacking.isEmpty()) {
            progress.accept("building what " + path + " lacks: " + names(lacking));
            var revision = SourceRevision.of(build.project());
            revision.doubt().ifPresent(warning);
            build.run(path, lacking, revision);
        }
    }

    private static String names(Map<DeployedService, String> tags) {
        return tags.entrySet().stream()
                .map(image -> image.getKey().module() + ":" + image.getValue())
                .collect(Collectors.joining(", "));
    }
}
