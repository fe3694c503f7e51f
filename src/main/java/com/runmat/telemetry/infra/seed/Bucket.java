package com.runmat.telemetry.infra.seed;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Export;
import com.pulumi.core.annotations.ResourceType;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A bucket, with the output that is used here; the SDK's own knows no time in which deleted objects can be had again. */
@ResourceType(type = Bucket.TYPE)
final class Bucket extends CustomResource {
    static final String TYPE = "gcp:storage/bucket:Bucket";

    /** Filled by the SDK, by reflection. */
    @Export(
            name = "name",
            refs = {String.class},
            tree = "[0]")
    private @Nullable Output<String> name;

    Bucket(String name, BucketArgs args, CustomResourceOptions options) {
        super(TYPE, name, args, options);
    }

    /** Known once the bucket is there, so that what needs the bucket waits for it. */
    Output<String> name() {
        return Objects.requireNonNull(name);
    }
}
