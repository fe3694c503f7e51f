package com.runmat.telemetry.image;

import java.io.IOException;
import java.util.List;

/**
 * The archive of loaded classes that the JVM maps at its start: the same bytes for the same list, jars, runtime and flags. Its
 * classes are not linked in advance, for then the JVM writes times by its clock into it.
 */
final class Archive {
    private Archive() {}

    /** Made anew at each build, since a JVM looks at a jar's size and time alone to tell whether an archive is of it. */
    static void make(Contents contents) throws IOException, InterruptedException {
        var command = contents.java(
                "-Xshare:dump",
                "-XX:SharedClassListFile=" + contents.classList().toAbsolutePath(),
                "-XX:SharedArchiveFile=" + contents.archive().toAbsolutePath(),
                "-cp",
                contents.classPath());
        new Command(List.copyOf(command)).run(contents.app());
    }
}
