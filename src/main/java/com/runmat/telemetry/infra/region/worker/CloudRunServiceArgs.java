package com.runmat.telemetry.infra.region.worker;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.gcp.cloudrunv2.inputs.ServiceTemplateArgs;
import com.pulumi.gcp.cloudrunv2.inputs.ServiceTrafficArgs;
import com.pulumi.resources.ResourceArgs;
import com.runmat.telemetry.infra.naming.Names;
import java.util.List;

/**
 * What a Cloud Run service is told. The SDK reads the fields by reflection.
 *
 * <p>{@code deletionProtection} is the provider's own, true unless said otherwise, and would stop each destroy; the
 * SDK's class knows neither it nor {@code invokerIamDisabled}.
 */
final class CloudRunServiceArgs extends ResourceArgs {
    @Import(name = "project", required = true)
    final Output<String> project;

    @Import(name = "location", required = true)
    final Output<String> location;

    @Import(name = "name", required = true)
    final Output<String> name = Output.of(Names.WORKER);

    @Import(name = "description")
    final Output<String> description = Output.of("RunMat telemetry: takes events by HTTPS");

    @Import(name = "ingress")
    final Output<String> ingress;

    @Import(name = "template", required = true)
    final Output<ServiceTemplateArgs> template;

    @Import(name = "traffics")
    final Output<List<ServiceTrafficArgs>> traffics;

    @Import(name = "deletionProtection")
    final Output<Boolean> deletionProtection = Output.of(false);

    /** Everybody may call it, without a grant to {@code allUsers}, which organisations forbid. */
    @Import(name = "invokerIamDisabled")
    final Output<Boolean> invokerIamDisabled = Output.of(true);

    CloudRunServiceArgs(
            String project,
            String location,
            String ingress,
            ServiceTemplateArgs template,
            List<ServiceTrafficArgs> traffics) {
        this.project = Output.of(project);
        this.location = Output.of(location);
        this.ingress = Output.of(ingress);
        this.template = Output.of(template);
        this.traffics = Output.of(traffics);
    }
}
