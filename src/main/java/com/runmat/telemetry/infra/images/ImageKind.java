package com.runmat.telemetry.infra.images;

import java.util.Locale;

/**
 * What an image can be made of on a machine. Runtime and archive of classes are made by running the service, so they can be had
 * only on a machine like the one that the image runs on.
 */
enum ImageKind {
    /** The jars, a runtime linked for them, and an archive of their classes. */
    WHOLE,
    /** The jars on a base that brings a runtime; starts three to four times slower. */
    PLAIN;

    static ImageKind ofThisMachine() {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    /** @param system and architecture as the JVM names them */
    static ImageKind of(String system, String architecture) {
        return system.equals("Linux") && architecture.equals("amd64") ? WHOLE : PLAIN;
    }

    /** As services/pom.xml names it. */
    String property() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Ends a tag: the two kinds are different images of the same sources. */
    String suffix() {
        return this == WHOLE ? "" : "-" + property();
    }
}
