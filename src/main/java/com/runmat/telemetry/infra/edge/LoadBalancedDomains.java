package com.runmat.telemetry.infra.edge;

import com.pulumi.core.Output;
import com.pulumi.gcp.compute.BackendService;
import com.pulumi.gcp.compute.GlobalAddress;
import com.pulumi.gcp.compute.GlobalForwardingRule;
import com.pulumi.gcp.compute.SSLPolicy;
import com.pulumi.gcp.compute.SecurityPolicy;
import com.pulumi.gcp.compute.TargetHttpsProxy;
import com.pulumi.gcp.compute.URLMap;
import com.pulumi.resources.Resource;
import com.runmat.telemetry.infra.component.Component;
import com.runmat.telemetry.infra.component.Placement;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * HTTPS by a global external application load balancer: TLS 1.2 at least, and a limit on requests from one address. It
 * keeps no request log, for that would hold callers' addresses.
 */
final class LoadBalancedDomains extends Component {
    private final Map<String, HttpsAddresses> outputs;

    /**
     * Which domains lead where.
     *
     * @param endpoints self links of the endpoint groups of the regions that serve
     * @param requestsPerMinute that one address may make
     */
    record Args(
            List<String> domains,
            List<Output<String>> endpoints,
            int requestsPerMinute,
            Certificates.Outputs certificates) {
        Args {
            domains = List.copyOf(domains);
            endpoints = List.copyOf(endpoints);
        }
    }

    LoadBalancedDomains(Args args, Placement placement) {
        super("edge:LoadBalancedDomains", "edge", placement);
        HttpsBalancerSpec spec = new HttpsBalancerSpec(names(), args);
        TargetHttpsProxy proxy = proxy(spec, backend(spec), args);
        Output<List<String>> ipv4 = ipv4(spec, proxy);
        Output<List<String>> ipv6 = ipv6(spec, proxy);
        outputs = args.domains().stream()
                .collect(Collectors.toMap(Function.identity(), domain -> new HttpsAddresses(ipv4, ipv6)));
    }

    /** The addresses by domain, the same for each. */
    Map<String, HttpsAddresses> outputs() {
        return Map.copyOf(outputs);
    }

    private BackendService backend(HttpsBalancerSpec spec) {
        var limit = new SecurityPolicy("limit", spec.limit(), child());
        return new BackendService("backend", spec.backend(limit), child());
    }

    /** After each domain's certificate is in the map, so that nobody listens without. */
    private TargetHttpsProxy proxy(HttpsBalancerSpec spec, BackendService backend, Args args) {
        var policy = new SSLPolicy("tls", spec.tls(), child());
        var urls = new URLMap("urls", spec.urls(backend), child());
        Resource[] first = args.certificates().ready().toArray(Resource[]::new);
        return new TargetHttpsProxy("proxy", spec.proxy(urls, policy), child(first));
    }

    /** Told once somebody listens there: a domain that is served already must not be led to an address of nobody's. */
    private Output<List<String>> ipv4(HttpsBalancerSpec spec, TargetHttpsProxy proxy) {
        var address = new GlobalAddress("ipv4", spec.address(), kept());
        var rule = new GlobalForwardingRule("ipv4", spec.ipv4Rule(address, proxy), child());
        return rule.id().apply(there -> address.address()).applyValue(List::of);
    }

    /** The address is the rule's own and lives as long as the rule; the record follows it. */
    private Output<List<String>> ipv6(HttpsBalancerSpec spec, TargetHttpsProxy proxy) {
        var rule = new GlobalForwardingRule("ipv6", spec.ipv6Rule(proxy), child());
        return rule.ipAddress().applyValue(address -> List.of(address.split("/", -1)[0]));
    }
}
