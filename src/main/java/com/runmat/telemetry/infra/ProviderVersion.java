package com.runmat.telemetry.infra;

import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.ResourceTransformation;
import com.pulumi.resources.StackOptions;
import java.util.Optional;

/**
 * Has the engine use one version of the Google provider for every resource, newer than the SDK that the program is
 * compiled against.
 */
public final class ProviderVersion {
    /** The provider plugin's version; docs/decisions tells why it is not the SDK's. */
    public static final String GCP = "9.35.0";

    private ProviderVersion() {}

    /** The options that every run of the stack is given: on the engine, in a plan and in a test. */
    public static StackOptions everywhere() {
        return StackOptions.builder()
                .resourceTransformations(ProviderVersion::pin)
                .build();
    }

    private static Optional<ResourceTransformation.Result> pin(ResourceTransformation.Args resource) {
        if (resource.options() instanceof ComponentResourceOptions) {
            return Optional.empty();
        }
        var pinned = CustomResourceOptions.builder().version(GCP).build();
        var options = CustomResourceOptions.merge((CustomResourceOptions) resource.options(), pinned);
        return Optional.of(new ResourceTransformation.Result(resource.args(), options));
    }
}
