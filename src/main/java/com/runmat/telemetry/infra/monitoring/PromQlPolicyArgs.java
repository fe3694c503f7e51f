package com.runmat.telemetry.infra.monitoring;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.gcp.monitoring.inputs.AlertPolicyAlertStrategyArgs;
import com.pulumi.gcp.monitoring.inputs.AlertPolicyDocumentationArgs;
import com.pulumi.resources.ResourceArgs;
import com.runmat.telemetry.infra.naming.Names;
import java.util.List;
import java.util.Map;

/** What an alert policy is told. The SDK reads the fields by reflection. */
final class PromQlPolicyArgs extends ResourceArgs {
    @Import(name = "project", required = true)
    final Output<String> project;

    @Import(name = "displayName", required = true)
    final Output<String> displayName;

    @Import(name = "combiner", required = true)
    final Output<String> combiner = Output.of("OR");

    @Import(name = "conditions", required = true)
    final Output<List<Condition>> conditions;

    @Import(name = "documentation")
    final Output<AlertPolicyDocumentationArgs> documentation;

    @Import(name = "alertStrategy")
    final Output<AlertPolicyAlertStrategyArgs> alertStrategy;

    @Import(name = "notificationChannels")
    final Output<List<String>> notificationChannels;

    @Import(name = "userLabels")
    final Output<Map<String, String>> userLabels;

    PromQlPolicyArgs(Names names, Alert alert, Output<List<String>> channels) {
        project = Output.of(names.project());
        displayName = Output.of(alert.title());
        conditions = Output.of(List.of(new Condition(alert)));
        documentation = Output.of(AlertPolicyDocumentationArgs.builder()
                .content(alert.documentation())
                .mimeType("text/markdown")
                .build());
        alertStrategy = Output.of(
                AlertPolicyAlertStrategyArgs.builder().autoClose("3600s").build());
        notificationChannels = channels;
        userLabels = Output.of(names.labels());
    }

    static final class Condition extends ResourceArgs {
        @Import(name = "displayName", required = true)
        final Output<String> displayName;

        @Import(name = "conditionPrometheusQueryLanguage", required = true)
        final Output<Query> query;

        Condition(Alert alert) {
            displayName = Output.of(alert.title());
            query = Output.of(new Query(alert));
        }
    }

    static final class Query extends ResourceArgs {
        @Import(name = "query", required = true)
        final Output<String> text;

        @Import(name = "duration")
        final Output<String> duration;

        @Import(name = "evaluationInterval")
        final Output<String> evaluationInterval = Output.of("60s");

        /** A metric exists once it has emitted, which most do long after the first {@code up}, some never. */
        @Import(name = "disableMetricValidation")
        final Output<Boolean> disableMetricValidation = Output.of(true);

        Query(Alert alert) {
            text = Output.of(alert.query());
            duration = Output.of(alert.seconds() + "s");
        }
    }
}
