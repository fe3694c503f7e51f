package com.runmat.telemetry.local;

import com.runmat.telemetry.local.child.CannotStart;
import com.runmat.telemetry.local.child.Jars;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./telemetry local}. Exit codes: 0 after Ctrl-C or SIGTERM as the shell sees it, 1 when something does not start or a
 * service ends unasked, 2 for a wrong command line. Never a stack trace for what a person can mend.
 */
public final class Main {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private static final PrintStream ERR = new PrintStream(System.err, true, StandardCharsets.UTF_8);

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        if (List.of(args).contains("--help")) {
            OUT.print(Options.HELP);
            return;
        }
        try {
            run(Options.of(List.of(args)));
        } catch (Options.Wrong wrong) {
            exit(2, wrong.getMessage());
        } catch (CannotStart cannot) {
            exit(1, cannot.getMessage());
        }
    }

    private static void run(Options options) throws InterruptedException {
        Resources resources = new Resources();
        AtomicBoolean ending = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            ending.set(true);
            resources.close();
        }));
        Pipeline pipeline = Pipeline.open(options, resources);
        Consumer<String> log = options.verbose() ? ERR::println : line -> {};
        pipeline.startServices(Jars.besideThisCode(), log, sentence -> {
            if (!ending.get()) {
                exit(1, sentence);
            }
        });
        OUT.print(pipeline.summary());
        OUT.println("Ctrl-C ends it.");
        new CountDownLatch(1).await();
    }

    private static void exit(int code, @Nullable String sentence) {
        ERR.println("telemetry local: " + sentence);
        System.exit(code);
    }
}
