package com.runmat.telemetry.infra.images;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.runmat.telemetry.infra.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A base image like the real one, whose registry is out of a test's reach: the C libraries of this Debian that a JDK needs, and
 * nothing else. No shell, no package manager, no Java, no root.
 */
final class BaseImage {
    /** {@code libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x…)}, and the loader without an arrow. */
    private static final Pattern LIBRARY = Pattern.compile("(?m)(/\\S+\\.so\\.\\d+) \\(0x");

    private BaseImage() {}

    /** Assembles the image, pushes it and gives its reference with its digest. */
    static String push(LocalRegistry registry, Path folder) throws Exception {
        var repository = registry.address() + "/base/glibc";
        var pushed = Jib.fromScratch()
                .setFormat(ImageFormat.OCI)
                .setUser("65532:65532")
                .addFileEntriesLayer(libraries(jdk25()))
                .containerize(Containerizer.to(RegistryImage.named(repository + ":latest"))
                        .setAllowInsecureRegistries(true)
                        .setApplicationLayersCache(folder.resolve("layers"))
                        .setBaseImageLayersCache(folder.resolve("base-layers")));
        return repository + "@" + pushed.getDigest();
    }

    private static FileEntriesLayer libraries(Path runtime) throws IOException {
        var layer = FileEntriesLayer.builder().setName("libraries");
        for (Path library : needed(runtime)) {
            layer.addEntry(library.toRealPath(), AbsoluteUnixPath.get(library.toString()), permissions(library));
        }
        return layer.build();
    }

    private static List<Path> needed(Path runtime) throws IOException {
        try (Stream<Path> files = Files.walk(runtime)) {
            var objects = Stream.concat(
                    Stream.of(runtime.resolve("bin/java")),
                    files.filter(file -> file.toString().endsWith(".so")));
            return objects.map(object -> Tool.run("ldd", object.toString()))
                    .flatMap(said -> LIBRARY.matcher(said).results().map(match -> Path.of(match.group(1))))
                    .filter(library -> !library.startsWith(runtime))
                    .filter(library -> !library.toString().matches(".*/lib(X|x|freetype|asound|awt).*"))
                    .distinct()
                    .toList();
        }
    }

    private static FilePermissions permissions(Path file) {
        return FilePermissions.fromOctalString(Files.isExecutable(file) ? "755" : "644");
    }

    /** Where Maven's toolchain discovery finds one as well. */
    private static Path jdk25() throws IOException {
        try (Stream<Path> installed = Files.list(Path.of("/usr/lib/jvm"))) {
            return Stream.concat(
                            Stream.of("JAVA25_HOME", "JAVA_HOME")
                                    .map(name -> Optional.ofNullable(System.getenv(name)))
                                    .flatMap(Optional::stream)
                                    .map(Path::of),
                            installed)
                    .filter(BaseImage::isJdk25)
                    .findFirst()
                    .orElseThrow(() -> new IOException("no JDK 25: install one, or name it in JAVA25_HOME"));
        }
    }

    private static boolean isJdk25(Path home) {
        try {
            return Files.isExecutable(home.resolve("bin/jlink"))
                    && Arrays.stream(Files.readString(home.resolve("release")).split("\n"))
                            .anyMatch(line -> line.matches("JAVA_VERSION=\"25([.\"].*)?"));
        } catch (IOException e) {
            return false;
        }
    }
}
