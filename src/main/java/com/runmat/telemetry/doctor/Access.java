package com.runmat.telemetry.doctor;

import com.google.gson.JsonObject;
import com.runmat.telemetry.doctor.GoogleApi.Refused;
import java.io.IOException;
import java.util.Set;

/** Who works here, and what Google lets them do. */
final class Access {
    private static final int MOST_TOLD = 8;

    private final GoogleApi google;

    Access(GoogleApi google) {
        this.google = google;
    }

    Finding who(String from) {
        try {
            JsonObject info = google.tokenInfo();
            String email =
                    info.has("email") ? info.get("email").getAsString() : "an account that does not tell its name";
            return Finding.good("credentials", email + ", from " + from);
        } catch (IOException refused) {
            return Finding.bad(
                    "credentials",
                    "those from " + from + " are not good: " + refused.getMessage(),
                    Doctor.NO_CREDENTIALS);
        }
    }

    Finding project(String id) {
        try {
            JsonObject project = google.project(id);
            String state = project.has("lifecycleState")
                    ? project.get("lifecycleState").getAsString()
                    : "?";
            return state.equals("ACTIVE")
                    ? Finding.good("project", id)
                    : Finding.bad(
                            "project",
                            id + " is " + state,
                            "within 30 days it can be had again: gcloud projects undelete " + id
                                    + ", or the console's list of projects being deleted");
        } catch (IOException refused) {
            return Finding.bad(
                    "project",
                    id + " is not seen: " + refused.getMessage(),
                    "check the id (`pulumi config get gcp:project`), or be granted roles/browser on it");
        }
    }

    Finding billing(String id) {
        try {
            JsonObject billing = google.billing(id);
            return billing.has("billingEnabled")
                            && billing.get("billingEnabled").getAsBoolean()
                    ? Finding.good("billing", id + " has a billing account")
                    : Finding.bad(
                            "billing",
                            id + " has no billing account",
                            "https://console.cloud.google.com/billing/linkedaccount?project=" + id);
        } catch (Refused refused) {
            return Finding.bad(
                    "billing",
                    "not seen for " + id + ": " + refused.getMessage(),
                    refused.status() == 403
                            ? "enable cloudbilling.googleapis.com in the project, or look at "
                                    + "https://console.cloud.google.com/billing/linkedaccount?project=" + id
                            : "try again");
        } catch (IOException unreachable) {
            return Finding.bad("billing", "not seen for " + id + ": " + unreachable.getMessage(), "try again");
        }
    }

    Finding permissions(String id, Set<String> needed) {
        try {
            Set<String> missing = google.missing(id, needed);
            return missing.isEmpty()
                    ? Finding.good("permissions", "all " + needed.size() + " on " + id)
                    : Finding.bad(
                            "permissions",
                            missing.size() + " of " + needed.size() + " on " + id + " are missing: " + some(missing),
                            "be granted the roles that docs/operate/first-day.md names for this step, on " + id);
        } catch (IOException refused) {
            return Finding.bad(
                    "permissions",
                    "cannot be asked for " + id + ": " + refused.getMessage(),
                    "enable cloudresourcemanager.googleapis.com in the project of the credentials");
        }
    }

    private static String some(Set<String> missing) {
        String some = String.join(", ", missing.stream().limit(MOST_TOLD).toList());
        return missing.size() > MOST_TOLD ? some + " and " + (missing.size() - MOST_TOLD) + " more" : some;
    }
}
