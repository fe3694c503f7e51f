package com.runmat.telemetry.infra.monitoring;

import com.pulumi.gcp.monitoring.NotificationChannelArgs;
import com.runmat.telemetry.infra.naming.Names;
import java.util.Map;

/** Who is told of an alert. */
public final class OnCall {
    private OnCall() {}

    public static NotificationChannelArgs email(Names names, String address) {
        return NotificationChannelArgs.builder()
                .project(names.project())
                .displayName("Telemetry: on call")
                .type("email")
                .labels(Map.of("email_address", address))
                .userLabels(names.labels())
                .build();
    }
}
