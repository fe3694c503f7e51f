package com.runmat.telemetry.infra.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The sources that images are built of, in another folder, without what was built. */
final class ProjectCopy {
    private ProjectCopy() {}

    static Path of(Path project, Path copy) throws IOException {
        for (String part : List.of("mvnw", ".mvn", "services", "src/main/java/com/runmat/telemetry/commandline")) {
            copy(project, project.resolve(part), copy);
        }
        return copy;
    }

    private static void copy(Path project, Path part, Path copy) throws IOException {
        if (Files.isDirectory(part)) {
            try (var children = Files.list(part)) {
                for (Path child :
                        children.filter(file -> !file.endsWith("target")).toList()) {
                    copy(project, child, copy);
                }
            }
        } else {
            var to = copy.resolve(project.relativize(part));
            Files.createDirectories(to.getParent());
            Files.copy(part, to, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }
}
