package com.runmat.telemetry.infra.region.worker;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Export;
import com.pulumi.core.annotations.ResourceType;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A Cloud Run service, with the outputs that are used here and no others: neither class of the SDK can read what the
 * provider answers (docs/decisions tells why).
 */
@ResourceType(type = CloudRunService.TYPE)
final class CloudRunService extends CustomResource {
    static final String TYPE = "gcp:cloudrunv2/service:Service";

    /** Filled by the SDK, by reflection. */
    @Export(
            name = "name",
            refs = {String.class},
            tree = "[0]")
    private @Nullable Output<String> name;

    @Export(
            name = "uri",
            refs = {String.class},
            tree = "[0]")
    private @Nullable Output<String> uri;

    CloudRunService(String name, CloudRunServiceArgs args, CustomResourceOptions options) {
        super(TYPE, name, args, options);
    }

    /** Known once the service is there. */
    Output<String> name() {
        return Objects.requireNonNull(name);
    }

    /** The service's {@code run.app} address. */
    Output<String> uri() {
        return Objects.requireNonNull(uri);
    }
}
