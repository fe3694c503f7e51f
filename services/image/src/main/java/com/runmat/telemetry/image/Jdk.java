package com.runmat.telemetry.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The JDK that runs this, and that the image's runtime is linked from.
 *
 * @param home its folder
 */
record Jdk(Path home) {
    /**
     * What both services need, so that both images share one layer. No {@code java.management}: beans that
     * nobody reads would take their part of a start.
     */
    private static final String MODULES = "java.base,java.logging,java.net.http";

    /** Other vendors' builds ask for libraries that the base image lacks. */
    private static final String VENDOR = "Eclipse Adoptium";

    /** @throws CannotFill when it is another vendor's, or older than an image's runtime may be */
    static Jdk running(String oldest) {
        return checked(
                Path.of(System.getProperty("java.home")),
                System.getProperty("java.vendor"),
                Runtime.version(),
                Runtime.Version.parse(oldest));
    }

    static Jdk checked(Path home, String vendor, Runtime.Version version, Runtime.Version oldest) {
        if (!vendor.equals(VENDOR) || version.compareToIgnoreOptional(oldest) < 0) {
            throw new CannotFill(
                    2,
                    "an image's runtime is linked from Temurin " + oldest + " or a newer 25, and " + home + " is "
                            + vendor
                            + "'s " + version
                            + ": install a newer temurin-25-jdk, or name its folder in JAVA25_HOME");
        }
        return new Jdk(home);
    }

    /** Makes the runtime; the folder must not exist. */
    void link(Path folder) throws IOException, InterruptedException {
        new Command(List.of(
                        tool("jlink"),
                        "--add-modules",
                        MODULES,
                        "--vm",
                        "server",
                        "--no-header-files",
                        "--no-man-pages",
                        "--output",
                        folder.toString()))
                .run(home);
    }

    /** A program of this JDK. */
    String tool(String name) {
        return home.resolve("bin").resolve(name).toString();
    }
}
