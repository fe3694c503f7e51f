package com.runmat.telemetry.doctor;

import com.runmat.telemetry.plan.google.Credentials;
import com.runmat.telemetry.plan.google.Credentials.Token;
import com.runmat.telemetry.plan.graph.Plan;
import java.io.IOException;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;

/** Looks at one thing after the other and tells each finding as soon as it is there; what rests on what is missing is left out. */
final class Doctor {
    static final String NO_CREDENTIALS =
            "set GOOGLE_APPLICATION_CREDENTIALS to a file of them, or log in where gcloud is: gcloud auth application-default login";

    private final Machine machine;
    private final Credentials credentials;
    private final String google;
    private final Consumer<Finding> listener;

    /** @param google stands in for all of Google's services; empty for Google's own */
    Doctor(Machine machine, Credentials credentials, String google, Consumer<Finding> listener) {
        this.machine = machine;
        this.credentials = credentials;
        this.google = google;
        this.listener = listener;
    }

    /** @param plan of what is about to be done */
    void look(Plan plan) {
        listener.accept(machine.program());
        listener.accept(machine.services());
        listener.accept(machine.pulumi());
        if (plan.placeholders().contains("gcp:project")) {
            listener.accept(Finding.bad(
                    "project", "gcp:project is not set", "pulumi config set gcp:project <id> --stack " + plan.stack()));
            return;
        }
        try {
            Token token = credentials.token();
            look(
                    new Access(new GoogleApi(google, token.value())),
                    token.from(),
                    PermissionTable.read().neededBy(plan));
        } catch (IOException none) {
            listener.accept(Finding.bad("credentials", "none that work are found", NO_CREDENTIALS));
        }
    }

    private void look(Access access, String from, SortedMap<String, Set<String>> needed) {
        Finding who = access.who(from);
        listener.accept(who);
        if (who.good()) {
            needed.forEach((project, permissions) -> {
                listener.accept(access.project(project));
                listener.accept(access.billing(project));
                listener.accept(access.permissions(project, permissions));
            });
        }
    }
}
