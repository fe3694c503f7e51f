package com.runmat.telemetry.plan.adopt;

import com.runmat.telemetry.plan.Preview;
import com.runmat.telemetry.plan.google.GoogleApis;
import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.graph.PlannedResource;
import com.runmat.telemetry.plan.settings.SettingsException;
import com.runmat.telemetry.plan.settings.StackSettings;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints the import file of a stack, and elsewhere what it leaves out and why. */
final class Adopt {
    private static final String PROJECT = "gcp:project";

    /** Whence the provider takes a project that the stack does not set, in its order. */
    private static final String[] VARIABLES = {
        "GOOGLE_PROJECT", "GOOGLE_CLOUD_PROJECT", "GCLOUD_PROJECT", "CLOUDSDK_CORE_PROJECT"
    };

    private final Map<String, String> environment;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Consumer<String> progress;

    /**
     * What is wanted.
     *
     * @param lookUp whether Google is asked what is there, and for the ids that only it knows
     * @param former only what the former deployment's state, addresses and services were in
     */
    record Wanted(boolean lookUp, boolean former) {
        private Predicate<PlannedResource> resources() {
            return former ? resource -> IdTable.former(resource.type()) : resource -> true;
        }
    }

    /** @param progress told what is being done, in a few words; from several threads */
    Adopt(Map<String, String> environment, PrintWriter out, PrintWriter err, Consumer<String> progress) {
        this.environment = Map.copyOf(environment);
        this.out = out;
        this.err = err;
        this.progress = progress;
    }

    /**
     * Prints both.
     *
     * @throws SettingsException when the project is not known
     * @throws com.runmat.telemetry.plan.google.GoogleRefused when it is asked and gives no answer
     */
    void print(StackSettings settings, Wanted wanted) {
        var complete = withProject(settings);
        var plan = Preview.of(complete);
        var existing = wanted.lookUp() ? new Asked(GoogleApis.of(complete.config(), environment)) : Existing.ASSUMED;
        var adoption = Adoption.of(plan, existing, wanted.resources(), counted(plan, wanted));
        progress.accept("");
        out.println(ImportFile.text(adoption));
        adoption.left().forEach(this::tell);
        err.printf(
                "%d resources have an id, %d are left out%n",
                adoption.adopted().size(), adoption.left().size());
    }

    private void tell(Adoption.Entry entry) {
        err.printf(
                "left out: %s %s: %s%n",
                entry.resource().kind(), entry.resource().name(), entry.reason());
    }

    private IntConsumer counted(Plan plan, Wanted wanted) {
        var all = plan.cloudResources().stream().filter(wanted.resources()).count();
        return done -> {
            if (wanted.lookUp()) {
                progress.accept("asked for %d of %d".formatted(done, all));
            }
        };
    }

    /** Every id holds it: a placeholder would be worse than none. */
    private StackSettings withProject(StackSettings settings) {
        if (!settings.placeholders().contains(PROJECT)) {
            return settings;
        }
        var project = Stream.of(VARIABLES)
                .flatMap(variable -> Optional.ofNullable(environment.get(variable)).stream())
                .filter(value -> !value.isBlank())
                .findFirst()
                .orElseThrow(
                        () -> new SettingsException(
                                "gcp:project is not set, and each id holds it; set it with: pulumi config set gcp:project <id>"));
        var config = new TreeMap<>(settings.config());
        config.put(PROJECT, project);
        var placeholders = settings.placeholders().stream()
                .filter(key -> !key.equals(PROJECT))
                .collect(Collectors.toSet());
        return new StackSettings(settings.project(), settings.stack(), config, settings.secretKeys(), placeholders);
    }
}
