package com.runmat.telemetry.plan.drill;

import com.runmat.telemetry.plan.settings.StackSettings;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The project is gone for good: the same stack in another, by way of the parent zone. */
final class ProjectLoss {
    private static final String OTHER = "another-project-4711";

    private ProjectLoss() {}

    static Drill of(StackSettings settings) {
        var lost = settings.config().getOrDefault("gcp:project", "");
        return new Drill(
                "project-loss",
                "the project " + lost + " is gone, and the stack is made in another",
                "project-lost.md",
                List.of(),
                List.of("OTHER_PROJECT"),
                List.of(
                        Step.loss("the project is gone, with all that it held", "lose-project " + lost),
                        Step.byHand("take the DS records off the parent zone, and wait for their TTL"),
                        Step.set(
                                "a stack of the same settings in another project",
                                Map.of("gcp:project", OTHER),
                                List.of(
                                        "pulumi stack init rescue --copy-config-from " + settings.stack(),
                                        "pulumi config set gcp:project \"$OTHER_PROJECT\"")),
                        Step.up("make everything", nothingOf(lost), onlyMakes()),
                        Step.look(
                                "read the new name servers",
                                "googledomains|\\[|\\{",
                                "pulumi stack output telemetry_name_servers"),
                        Step.byHand("enter the new name servers at the parent zone, and wait for their TTL"),
                        Step.look("read the new DS records", "", "pulumi stack output telemetry_ds_records"),
                        Step.byHand("a day later enter the DS records at the parent zone")),
                List.of(
                        Promises.nothingIsRefused(),
                        Promises.survivorsStand(resource -> false),
                        Promises.namesLeadToListeners(resource -> false)));
    }

    private static Promise nothingOf(String lost) {
        var word = Pattern.compile("(?<![\\w-])" + Pattern.quote(lost) + "(?![\\w-])");
        return Promise.nothing(
                "nothing of it names the lost project",
                act -> word.matcher(String.valueOf(act.resource().properties())).find());
    }

    private static Promise onlyMakes() {
        return Promise.nothing("everything is made, and nothing changed or deleted", act -> !act.is(Act.Kind.CREATE));
    }
}
