package com.runmat.telemetry.infra.monitoring;

import com.pulumi.core.annotations.ResourceType;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;

/**
 * An alert policy of one PromQL condition, which needs no output. The SDK's own cannot say that a condition may ask a
 * metric that has not emitted yet (docs/decisions tells why).
 */
@ResourceType(type = PromQlPolicy.TYPE)
final class PromQlPolicy extends CustomResource {
    static final String TYPE = "gcp:monitoring/alertPolicy:AlertPolicy";

    PromQlPolicy(String name, PromQlPolicyArgs args, CustomResourceOptions options) {
        super(TYPE, name, args, options);
    }
}
