package com.runmat.telemetry.infra;

import com.runmat.telemetry.plan.Preview;
import com.runmat.telemetry.plan.engine.InProcessEngine;
import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.settings.StackSettings;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The bootstrap stack with everything set. */
public final class Bootstraps {
    static final String DEPLOY = "repo:runmat-org/telemetry:environment:production";
    static final String PREVIEW = "repo:runmat-org/telemetry:environment:preview";

    private static final Map<String, String> ALL = Map.of(
            "gcp:project", "runmat-seed",
            "telemetry:deployProjects", "[\"runmat-example\",\"runmat-staging\"]",
            "telemetry:stateLocation", "us",
            "telemetry:githubOwnerId", "1234567",
            "telemetry:githubRepositoryId", "7654321",
            "telemetry:deploySubject", DEPLOY,
            "telemetry:previewSubject", PREVIEW,
            "telemetry:alertEmail", "oncall@example.com");

    private Bootstraps() {}

    /** As a preview shows it; other settings win. */
    public static Plan plan(Map<String, String> other) {
        return Preview.of(settings(other));
    }

    /** With the provider's outputs made up. */
    static Plan applied() {
        return InProcessEngine.run(settings(Map.of()), ProviderVersion.everywhere(), App::define, new MadeUp());
    }

    /** What the plan is made of; other settings win. */
    public static StackSettings settings(Map<String, String> other) {
        Map<String, String> all = new TreeMap<>(ALL);
        all.putAll(other);
        return StackSettings.of("telemetry", "bootstrap", all, Set.of());
    }
}
