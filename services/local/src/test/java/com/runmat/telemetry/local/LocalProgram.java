package com.runmat.telemetry.local;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** {@code ./telemetry local} as a process of its own, from the classes that are tested. */
final class LocalProgram {
    private LocalProgram() {}

    static ProcessBuilder with(List<String> arguments) {
        Stream<String> program = Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "local");
        return new ProcessBuilder(Stream.concat(program, arguments.stream()).toList());
    }
}
