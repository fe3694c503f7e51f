package com.runmat.telemetry.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Fills {@code target/image} of a service's Maven module, which Jib puts into an image. Exit codes: 0 done, 1 something failed, 2 called wrongly or by a JDK that no image is made of.
 */
public final class Main {
    private static final String USAGE =
            "usage: Main MODULE-FOLDER worker|udp-forwarder MAIN-CLASS OLDEST-JDK whole|plain [CLASS-LIST]";

    private Main() {}

    /** The arguments as the parent pom gives them. */
    public static void main(String... args) throws IOException, InterruptedException {
        try {
            fill(args);
        } catch (CannotFill known) {
            System.err.println("[ERROR] " + known.getMessage());
            System.exit(known.exitCode());
        }
    }

    private static void fill(String... args) throws IOException, InterruptedException {
        if (args.length != 5 && args.length != 6) {
            throw new CannotFill(2, USAGE);
        }
        var contents = new Contents(Path.of(args[0]).toAbsolutePath(), args[1], args[2]);
        contents.collect();
        if (args[4].equals("plain")) {
            say("no runtime and no archive: this machine is not Linux on amd64");
            contents.writeOptions(false);
        } else {
            fillWhole(contents, Jdk.running(args[3]), args);
        }
        contents.resetTimes();
    }

    /** Times first: the archive refuses jars and a runtime of another time than it has seen. */
    private static void fillWhole(Contents contents, Jdk jdk, String... args) throws IOException, InterruptedException {
        say("linking the runtime");
        jdk.link(contents.java());
        contents.writeOptions(true);
        contents.resetTimes();
        if (args.length == 6 && !args[5].isEmpty()) {
            say("taking the classes that " + args[5] + " names");
            Files.copy(Path.of(args[5]), contents.classList());
        } else {
            say("training");
            ClassList.trained(contents, Training.of(args[1]), jdk).write(contents.classList());
        }
        say("archiving classes");
        Archive.make(contents);
        if (!contents.folder().toString().matches("[\\w/.-]*")) {
            // the JDK loads other classes to read such a path, and what it loads first stands first
            say(
                    "as good as any, but not the same as elsewhere, for want of a path of letters, digits, dots, dashes and slashes");
        }
    }

    private static void say(String step) {
        System.out.println("image: " + step);
    }
}
