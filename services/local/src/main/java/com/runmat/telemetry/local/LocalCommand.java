package com.runmat.telemetry.local;

import com.runmat.telemetry.commandline.Action;
import com.runmat.telemetry.commandline.Refusal;
import com.runmat.telemetry.local.child.CannotStart;
import com.runmat.telemetry.local.child.Jars;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./telemetry local}. It ends by a signal, or by {@link System#exit} when a service ends unasked. */
@Command(
        name = "local",
        description = "The whole pipeline on this machine, and a page to watch it. Ctrl-C ends it.",
        footer = "A port of 0 takes a free one.",
        exitCodeList = {
            "0:after Ctrl-C or SIGTERM, as the shell sees it",
            "1:something does not start, or a service ended unasked",
            "2:wrong usage"
        })
final class LocalCommand extends Action {
    @Mixin
    private final LocalOptions options = new LocalOptions();

    @Override
    public Integer call() throws InterruptedException {
        try {
            run(options.places());
        } catch (CannotStart cannot) {
            throw Refusal.failed(String.valueOf(cannot.getMessage()));
        }
        return WELL;
    }

    private void run(Places places) throws InterruptedException {
        Resources resources = new Resources();
        AtomicBoolean ending = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            ending.set(true);
            resources.close();
        }));
        progress("starting the services");
        Pipeline pipeline = Pipeline.open(places, resources);
        Consumer<String> log = options.verbose() ? err()::println : line -> {};
        pipeline.startServices(Jars.besideThisCode(), log, sentence -> {
            if (!ending.get()) {
                err().println("telemetry: " + sentence);
                System.exit(FOUND);
            }
        });
        progress("");
        out().print(pipeline.summary());
        out().println("Ctrl-C ends it.");
        out().flush();
        new CountDownLatch(1).await();
    }
}
