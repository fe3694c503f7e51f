package com.runmat.telemetry.infra.images;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Builds the real images with the code of an update, and runs them without a Docker daemon. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ImagesRunTest {
    @TempDir
    static Path folder;

    private static final Map<Service, String> TAGS = new EnumMap<>(Service.class);
    private static LocalRegistry registry;
    private static String path;

    @BeforeAll
    static void buildImages() throws Exception {
        Tool.requireAll();
        var project = ProjectFolder.ofThisProgram();
        registry = LocalRegistry.in(Files.createDirectory(folder.resolve("registry")));
        path = registry.address() + "/telemetry";
        var base = Optional.of(BaseImage.push(registry, Files.createDirectory(folder.resolve("base"))));
        for (Service service : Service.values()) {
            TAGS.put(service, new SourceTag(project).of(service, base));
        }
        var environment = new HashMap<>(System.getenv());
        environment.put("MAVEN_ARGS", "-Djib.baseImageCache=" + folder.resolve("cache"));
        var build = new ImageBuild(project, base, environment, Duration.ofMinutes(8), System.out::println);
        new Delivery(new ImageRepository(environment), build, System.out::println).deliver(path, TAGS);
    }

    @AfterAll
    static void stopRegistry() {
        if (registry != null) {
            registry.close();
        }
    }

    @Test
    void worker_runs() throws Exception {
        try (var worker = start(Service.WORKER, Map.of())) {
            System.out.println(worker.log());
        }
    }

    private static Container start(Service service, Map<String, String> environment) throws Exception {
        var place = Files.createDirectory(folder.resolve(service.module()));
        return Container.start(service.in(path, Objects.requireNonNull(TAGS.get(service))), environment, place);
    }
}
