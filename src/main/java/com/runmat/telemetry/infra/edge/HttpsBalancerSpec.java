package com.runmat.telemetry.infra.edge;

import com.pulumi.gcp.compute.BackendService;
import com.pulumi.gcp.compute.BackendServiceArgs;
import com.pulumi.gcp.compute.GlobalAddress;
import com.pulumi.gcp.compute.GlobalAddressArgs;
import com.pulumi.gcp.compute.GlobalForwardingRuleArgs;
import com.pulumi.gcp.compute.SSLPolicy;
import com.pulumi.gcp.compute.SSLPolicyArgs;
import com.pulumi.gcp.compute.SecurityPolicy;
import com.pulumi.gcp.compute.SecurityPolicyArgs;
import com.pulumi.gcp.compute.TargetHttpsProxy;
import com.pulumi.gcp.compute.TargetHttpsProxyArgs;
import com.pulumi.gcp.compute.URLMap;
import com.pulumi.gcp.compute.URLMapArgs;
import com.pulumi.gcp.compute.inputs.BackendServiceBackendArgs;
import com.pulumi.gcp.compute.inputs.BackendServiceLogConfigArgs;
import com.pulumi.gcp.compute.inputs.SecurityPolicyRuleArgs;
import com.pulumi.gcp.compute.inputs.SecurityPolicyRuleMatchArgs;
import com.pulumi.gcp.compute.inputs.SecurityPolicyRuleMatchConfigArgs;
import com.pulumi.gcp.compute.inputs.SecurityPolicyRuleRateLimitOptionsArgs;
import com.pulumi.gcp.compute.inputs.SecurityPolicyRuleRateLimitOptionsRateLimitThresholdArgs;
import com.runmat.telemetry.infra.naming.Names;

/** The parts of the global load balancer. */
final class HttpsBalancerSpec {
    private static final String SCHEME = "EXTERNAL_MANAGED";
    private static final String PROTOCOL = "HTTPS";

    /** The rule that is looked at last; Google wants one. */
    private static final int LAST = Integer.MAX_VALUE;

    private final Names names;
    private final LoadBalancedDomains.Args args;

    HttpsBalancerSpec(Names names, LoadBalancedDomains.Args args) {
        this.names = names;
        this.args = args;
    }

    SecurityPolicyArgs limit() {
        return SecurityPolicyArgs.builder()
                .project(names.project())
                .name(names.https("limit"))
                .description("RunMat telemetry: requests from one address")
                .rules(throttle(), rule(LAST, "allow").build())
                .build();
    }

    private SecurityPolicyRuleArgs throttle() {
        return rule(1000, "throttle")
                .rateLimitOptions(SecurityPolicyRuleRateLimitOptionsArgs.builder()
                        .conformAction("allow")
                        .exceedAction("deny(429)")
                        .enforceOnKey("IP")
                        .rateLimitThreshold(SecurityPolicyRuleRateLimitOptionsRateLimitThresholdArgs.builder()
                                .count(args.requestsPerMinute())
                                .intervalSec(60)
                                .build())
                        .build())
                .build();
    }

    private static SecurityPolicyRuleArgs.Builder rule(int priority, String action) {
        return SecurityPolicyRuleArgs.builder()
                .priority(priority)
                .action(action)
                .description(action + " everyone")
                .match(SecurityPolicyRuleMatchArgs.builder()
                        .versionedExpr("SRC_IPS_V1")
                        .config(SecurityPolicyRuleMatchConfigArgs.builder()
                                .srcIpRanges("*")
                                .build())
                        .build());
    }

    BackendServiceArgs backend(SecurityPolicy limit) {
        return BackendServiceArgs.builder()
                .project(names.project())
                .name(names.https("backend"))
                .description("RunMat telemetry: the worker")
                .loadBalancingScheme(SCHEME)
                .protocol(PROTOCOL)
                .securityPolicy(limit.selfLink())
                .backends(args.endpoints().stream()
                        .map(group ->
                                BackendServiceBackendArgs.builder().group(group).build())
                        .toList())
                .logConfig(BackendServiceLogConfigArgs.builder().enable(false).build())
                .build();
    }

    SSLPolicyArgs tls() {
        return SSLPolicyArgs.builder()
                .project(names.project())
                .name(names.https("tls"))
                .profile("MODERN")
                .minTlsVersion("TLS_1_2")
                .build();
    }

    URLMapArgs urls(BackendService backend) {
        return URLMapArgs.builder()
                .project(names.project())
                .name(names.https("urls"))
                .defaultService(backend.selfLink())
                .build();
    }

    TargetHttpsProxyArgs proxy(URLMap urls, SSLPolicy tls) {
        return TargetHttpsProxyArgs.builder()
                .project(names.project())
                .name(names.https("proxy"))
                .urlMap(urls.selfLink())
                .sslPolicy(tls.selfLink())
                .certificateMap(args.certificates().map())
                .build();
    }

    GlobalAddressArgs address() {
        return GlobalAddressArgs.builder()
                .project(names.project())
                .name(names.https("ip"))
                .description("RunMat telemetry by HTTPS")
                .ipVersion("IPV4")
                .build();
    }

    GlobalForwardingRuleArgs ipv4Rule(GlobalAddress address, TargetHttpsProxy proxy) {
        return rule("ipv4", proxy).ipAddress(address.selfLink()).build();
    }

    GlobalForwardingRuleArgs ipv6Rule(TargetHttpsProxy proxy) {
        return rule("ipv6", proxy).ipVersion("IPV6").build();
    }

    private GlobalForwardingRuleArgs.Builder rule(String name, TargetHttpsProxy proxy) {
        return GlobalForwardingRuleArgs.builder()
                .project(names.project())
                .name(names.https(name))
                .description("RunMat telemetry by HTTPS")
                .loadBalancingScheme(SCHEME)
                .ipProtocol("TCP")
                .portRange("443")
                .target(proxy.selfLink());
    }
}
