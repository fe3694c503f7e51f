package com.runmat.telemetry.infra.images;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The top folder of the project, wherever the program was started from. */
public final class ProjectFolder {
    private ProjectFolder() {}

    /**
     * The nearest folder above the program's own classes that holds {@code services/pom.xml}.
     *
     * @throws IllegalStateException when there is none: the services' sources are needed to name their images
     */
    public static Path ofThisProgram() {
        var classes = classes();
        for (Path folder = classes; folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("services/pom.xml"))) {
                return folder;
            }
        }
        throw new IllegalStateException(
                "no services/pom.xml above " + classes + "; run the program out of the project's own folder");
    }

    private static Path classes() {
        try {
            var source = ProjectFolder.class.getProtectionDomain().getCodeSource();
            return Path.of(source.getLocation().toURI()).toAbsolutePath();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the program's own classes are in no folder", e);
        }
    }
}
