package com.runmat.telemetry.infra.images;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import com.pulumi.resources.ResourceArgs;

/** One image as the engine sees it: a preview shows a changed source as a change of this reference. */
final class Image extends ComponentResource {
    Image(DeployedService service, Output<String> reference, Resource parent) {
        super("telemetry:images:Image", service.module(), new Args(reference), under(parent));
    }

    private static ComponentResourceOptions under(Resource parent) {
        return ComponentResourceOptions.builder().parent(parent).build();
    }

    @SuppressWarnings("UnusedVariable") // the SDK reads the field by its annotation
    private static final class Args extends ResourceArgs {
        @Import(name = "reference", required = true)
        private final Output<String> reference;

        Args(Output<String> reference) {
            this.reference = reference;
        }
    }
}
