package com.runmat.telemetry.infra;

import static com.runmat.telemetry.infra.apis.Api.CLOUD_KMS;
import static com.runmat.telemetry.infra.apis.Api.CLOUD_RESOURCE_MANAGER;
import static com.runmat.telemetry.infra.apis.Api.IAM;
import static com.runmat.telemetry.infra.apis.Api.IAM_CREDENTIALS;
import static com.runmat.telemetry.infra.apis.Api.MONITORING;
import static com.runmat.telemetry.infra.apis.Api.STORAGE;
import static com.runmat.telemetry.infra.apis.Api.STS;

import com.pulumi.Context;
import com.pulumi.gcp.Provider;
import com.runmat.telemetry.infra.apis.Api;
import com.runmat.telemetry.infra.apis.Apis;
import com.runmat.telemetry.infra.component.Placement;
import com.runmat.telemetry.infra.config.BootstrapConfig;
import com.runmat.telemetry.infra.naming.Names;
import com.runmat.telemetry.infra.seed.Deployers;
import com.runmat.telemetry.infra.seed.GitHubPool;
import com.runmat.telemetry.infra.seed.OwnershipAlert;
import com.runmat.telemetry.infra.seed.StateBucket;
import com.runmat.telemetry.infra.seed.StateKey;

/**
 * The table of contents of the stack {@value #NAME}: what the other stacks are deployed from, in a project of its own, so that their
 * state and its key outlive their projects.
 */
final class BootstrapStack {
    /** The stack that has this table of contents; every other has {@link TelemetryStack}'s. */
    static final String NAME = "bootstrap";

    private final BootstrapConfig config;
    private final Placement placement;
    private final Apis apis;

    private BootstrapStack(BootstrapConfig config, Names names, Provider provider) {
        this.config = config;
        placement = Placement.of(names, provider, config.protect());
        apis = new Apis(Api.OF_SEED, placement);
    }

    static void define(Context context) {
        BootstrapConfig config = BootstrapConfig.of(context);
        config.advice().forEach(sentence -> context.log().warn("%s", sentence));
        Names names = new Names(config.project(), context.stackName());
        new BootstrapStack(config, names, GoogleProvider.of(context, config.project(), names)).build(context);
    }

    private void build(Context context) {
        var bucket = new StateBucket(config.location(), after(STORAGE)).outputs();
        var key = new StateKey(config.location(), after(CLOUD_KMS)).outputs();
        var deployers = new Deployers(
                        new Deployers.Args(config.projects(), bucket.name(), key.id()),
                        after(IAM, CLOUD_RESOURCE_MANAGER, STORAGE, CLOUD_KMS))
                .outputs();
        var provider = config.gitHub()
                .map(gitHub -> new GitHubPool(
                                new GitHubPool.Args(gitHub, deployers.deploy(), deployers.preview()),
                                after(IAM, IAM_CREDENTIALS, STS))
                        .outputs()
                        .provider());
        new OwnershipAlert(config.alertEmail(), after(MONITORING));
        context.export("state_backend", bucket.url());
        context.export("secrets_provider", key.secretsProvider());
        context.export("deploy_account", deployers.deploy().email());
        context.export("preview_account", deployers.preview().email());
        provider.ifPresent(name -> context.export("workload_identity_provider", name));
    }

    private Placement after(Api... needed) {
        return placement.after(apis.of(needed));
    }
}
