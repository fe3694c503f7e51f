package com.runmat.telemetry.infra.monitoring;

import com.pulumi.core.Output;
import com.pulumi.gcp.logging.Metric;
import com.pulumi.gcp.monitoring.Dashboard;
import com.pulumi.gcp.monitoring.DashboardArgs;
import com.pulumi.gcp.monitoring.NotificationChannel;
import com.pulumi.gcp.monitoring.UptimeCheckConfig;
import com.pulumi.resources.Resource;
import com.runmat.telemetry.infra.component.Component;
import com.runmat.telemetry.infra.component.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Checks from outside, metrics out of the services' logged counters, alerts on both, and one dashboard that answers
 * whether telemetry is healthy.
 */
public final class Monitoring extends Component {
    private final Outputs outputs;

    /**
     * What is watched.
     *
     * @param alertEmail who is told; without it alerts only show in the console
     * @param minForwarders how many forwarders there must always be in each region
     * @param regions drained ones too: their machines stand by
     */
    public record Args(List<String> domains, Optional<String> alertEmail, int minForwarders, List<String> regions) {
        public Args {
            domains = List.copyOf(domains);
            regions = List.copyOf(regions);
        }
    }

    /** The dashboard's address in the console. */
    public record Outputs(Output<String> dashboard) {}

    public Monitoring(Args args, Placement placement) {
        super("monitoring:Monitoring", "monitoring", placement);
        MonitoringSpec spec = new MonitoringSpec(names());
        Resource[] watched = Stream.concat(metrics(spec).stream(), checks(spec, args.domains()).stream())
                .toArray(Resource[]::new);
        alert(args, watched);
        outputs = new Outputs(dashboard(args, watched));
    }

    public Outputs outputs() {
        return outputs;
    }

    private List<Resource> metrics(MonitoringSpec spec) {
        List<Resource> metrics = new ArrayList<>();
        for (ServiceCounter counter : ServiceCounter.values()) {
            metrics.add(new Metric(counter.metric(), spec.metric(counter), child()));
        }
        metrics.add(new Metric(RequestMetric.NAME, RequestMetric.args(names()), child()));
        metrics.add(new Metric(HealthMetric.NAME, HealthMetric.args(names()), child()));
        return metrics;
    }

    private List<Resource> checks(MonitoringSpec spec, List<String> domains) {
        return domains.stream()
                .<Resource>map(domain -> new UptimeCheckConfig(domain, spec.check(domain), child()))
                .toList();
    }

    private void alert(Args args, Resource... watched) {
        List<Output<String>> channels = args.alertEmail().stream()
                .map(address -> new NotificationChannel("e-mail", OnCall.email(names(), address), child()).name())
                .toList();
        for (Alert alert : new Alerts(args.minForwarders(), args.regions()).all()) {
            new PromQlPolicy(alert.name(), new PromQlPolicyArgs(names(), alert, Output.all(channels)), child(watched));
        }
    }

    private Output<String> dashboard(Args args, Resource... watched) {
        DashboardArgs dashboard = DashboardArgs.builder()
                .project(names().project())
                .dashboardJson(new DashboardSpec(names(), args.regions()).json())
                .build();
        String console =
                "https://console.cloud.google.com/monitoring/dashboards/builder/%s?project=" + names().project();
        return new Dashboard("dashboard", dashboard, child(watched))
                .id()
                .applyValue(id -> console.formatted(id.substring(id.lastIndexOf('/') + 1)));
    }
}
