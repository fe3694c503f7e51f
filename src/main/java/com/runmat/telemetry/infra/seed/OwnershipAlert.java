package com.runmat.telemetry.infra.seed;

import com.pulumi.core.Output;
import com.pulumi.gcp.monitoring.AlertPolicy;
import com.pulumi.gcp.monitoring.AlertPolicyArgs;
import com.pulumi.gcp.monitoring.NotificationChannel;
import com.pulumi.gcp.monitoring.inputs.AlertPolicyAlertStrategyArgs;
import com.pulumi.gcp.monitoring.inputs.AlertPolicyAlertStrategyNotificationRateLimitArgs;
import com.pulumi.gcp.monitoring.inputs.AlertPolicyConditionArgs;
import com.pulumi.gcp.monitoring.inputs.AlertPolicyConditionConditionMatchedLogArgs;
import com.pulumi.gcp.monitoring.inputs.AlertPolicyDocumentationArgs;
import com.runmat.telemetry.infra.component.Component;
import com.runmat.telemetry.infra.component.Placement;
import com.runmat.telemetry.infra.monitoring.OnCall;
import java.util.List;
import java.util.Optional;

/** Tells when somebody becomes an owner of the seed project, or is one no more (CIS Google Cloud 2.4): who owns it, owns all. */
public final class OwnershipAlert extends Component {
    private static final String FILTER = """
            log_id("cloudaudit.googleapis.com/activity")
            protoPayload.serviceName="cloudresourcemanager.googleapis.com"
            (protoPayload.methodName=~"ProjectOwnership|projectOwnerInvitee"
             OR (protoPayload.serviceData.policyDelta.bindingDeltas.action=~"ADD|REMOVE"
                 AND protoPayload.serviceData.policyDelta.bindingDeltas.role="roles/owner"))""";

    private static final String TITLE = "Seed project: an owner was added or removed";

    /** @param email who is told; without it the alert shows in the console alone */
    public OwnershipAlert(Optional<String> email, Placement placement) {
        super("seed:OwnershipAlert", "ownership", placement);
        List<Output<String>> channels = email.stream()
                .map(address -> new NotificationChannel("e-mail", OnCall.email(names(), address), child()).name())
                .toList();
        new AlertPolicy("ownership", policy(Output.all(channels)), child());
    }

    private AlertPolicyArgs policy(Output<List<String>> channels) {
        return AlertPolicyArgs.builder()
                .project(names().project())
                .displayName(TITLE)
                .combiner("OR")
                .conditions(AlertPolicyConditionArgs.builder()
                        .displayName(TITLE)
                        .conditionMatchedLog(AlertPolicyConditionConditionMatchedLogArgs.builder()
                                .filter(FILTER)
                                .build())
                        .build())
                .alertStrategy(AlertPolicyAlertStrategyArgs.builder()
                        .autoClose("86400s")
                        .notificationRateLimit(AlertPolicyAlertStrategyNotificationRateLimitArgs.builder()
                                .period("300s")
                                .build())
                        .build())
                .documentation(AlertPolicyDocumentationArgs.builder()
                        .content(
                                "Whoever owns the seed project reads every state and decrypts it. If nobody meant this, remove the "
                                        + "grant.\n\nRunbook: docs/operate/alerts.md#ownership")
                        .mimeType("text/markdown")
                        .build())
                .notificationChannels(channels)
                .userLabels(names().labels())
                .build();
    }
}
