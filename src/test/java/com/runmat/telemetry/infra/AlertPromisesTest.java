package com.runmat.telemetry.infra;

import static com.runmat.telemetry.infra.Told.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.graph.PlannedResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What wakes somebody, by name and number, and that what it asks exists. */
class AlertPromisesTest {
    private static final String CONDITION = "conditions[0].conditionPrometheusQueryLanguage.";

    /** For each alert what it compares, and for how long that must be so. */
    private static final Map<String, String> ALERTS = Map.ofEntries(
            Map.entry("unreachable", "< 0.5 for 300s"),
            Map.entry("certificate", "< 14 for 3600s"),
            Map.entry("failing", "> 0.05 > 4 for 300s"),
            Map.entry("slow", "> 1500 > 20 for 600s"),
            Map.entry("silent", "< 1 > 100 for 600s"),
            Map.entry("refusing", "> 0.05 > 50 for 300s"),
            Map.entry("misconfigured", "> 0 for 0s"),
            Map.entry("dropping", "> 0.01 > 100 for 300s"),
            Map.entry("unhealthy", "> 0 for 600s"),
            Map.entry("udp-silent", "< 1 > 100 for 600s"),
            Map.entry("too-few", "< 3 for 900s"),
            Map.entry("crowded", "> 0 for 0s"),
            Map.entry("outdated", "> 3888000 for 3600s"));

    /** Google's own: cloud.google.com/monitoring/api/metrics_gcp, by their names in PromQL. */
    private static final Set<String> BUILT_IN = Set.of(
            "compute_googleapis_com:instance_group_size",
            "compute_googleapis_com:instance_uptime_total",
            "monitoring_googleapis_com:uptime_check_check_passed",
            "monitoring_googleapis_com:uptime_check_time_until_ssl_cert_expires",
            "run_googleapis_com:request_count",
            "run_googleapis_com:request_latencies_bucket");

    private static final Pattern COMPARISON = Pattern.compile("(?<![=~!])([<>]=?|==|!=) (-?[0-9.]+)(?![0-9.\\]])");

    @Test
    void alerts_areTheseWithTheseThresholds() {
        Map<String, String> found = policies(Stacks.PROD).stream()
                .collect(Collectors.toMap(
                        PlannedResource::name,
                        policy -> comparisons(query(policy)) + " for " + text(policy, CONDITION + "duration"),
                        (one, other) -> "twice",
                        TreeMap::new));
        assertEquals(new TreeMap<>(ALERTS), found);
    }

    @Test
    void shares_areAskedOnlyWhereThereIsTraffic() {
        for (PlannedResource policy : policies(Stacks.PROD)) {
            boolean two = ALERTS.getOrDefault(policy.name(), "").matches(".*[<>].*[<>].*");
            assertEquals(two, query(policy).contains(" and "), policy.name());
        }
    }

    @ParameterizedTest
    @EnumSource
    void alerts_tellWhoeverIsConfigured(Stacks stack) {
        boolean told = !stack.setting("alertEmail", "").isEmpty();
        List<PlannedResource> channels = stack.applied().ofType("NotificationChannel");
        assertEquals(told ? 1 : 0, channels.size());
        for (PlannedResource policy : policies(stack)) {
            assertEquals(
                    told ? List.of(MadeUp.link("NotificationChannel", "e-mail")) : List.of(),
                    policy.property("notificationChannels").orElse(List.of()),
                    policy.name());
            assertTrue(policy.property("conditions[1]").isEmpty());
            assertEquals("60s", text(policy, CONDITION + "evaluationInterval"));
            assertTrue(policy.property("enabled").filter(Boolean.FALSE::equals).isEmpty(), policy.name());
        }
        channels.forEach(channel -> assertEquals("email", text(channel, "type")));
    }

    /** A misspelt metric is never refused, only silent. */
    @ParameterizedTest
    @EnumSource
    void queries_askBuiltInMetricsOfTheListAndLogMetricsThatStand(Stacks stack) {
        Plan plan = stack.applied();
        Set<String> made = plan.ofType("Metric").stream()
                .map(metric -> "logging_googleapis_com:user_" + text(metric, "name")
                        + (text(metric, "metricDescriptor.valueType").equals("DISTRIBUTION") ? "_sum" : ""))
                .collect(Collectors.toSet());
        Set<String> asked = Stream.concat(
                        policies(stack).stream().map(AlertPromisesTest::query),
                        plan.ofType("Dashboard").stream().map(board -> text(board, "dashboardJson")))
                .flatMap(text -> Pattern.compile("[a-z]+_googleapis_com:\\w+")
                        .matcher(text)
                        .results())
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> unknown = new TreeSet<>(asked);
        unknown.removeAll(made);
        unknown.removeAll(BUILT_IN);
        assertEquals(Set.of(), unknown);
        assertTrue(asked.containsAll(BUILT_IN), "asked no more: take it from the list");
    }

    /** Against the line that the services' own counters log writes. */
    @Test
    void counters_areCountedFromTheLineThatTheServiceLogs() throws IOException {
        Matcher logged = Pattern.compile("log\\.info\\(\"(\\w+)\", Map\\.of\\(\"(\\w+)\", increases\\)\\)")
                .matcher(Files.readString(
                        Path.of("services/ops/src/main/java/com/runmat/telemetry/ops/CountersLog.java")));
        assertTrue(logged.find(), "the counters log has changed");
        String message = "jsonPayload.message=\"" + logged.group(1) + "\"";
        List<PlannedResource> counters = Stacks.PROD.applied().ofType("Metric").stream()
                .filter(metric -> text(metric, "metricDescriptor.valueType").equals("DISTRIBUTION"))
                .toList();
        assertTrue(counters.size() > 30, "counters of both services");
        for (PlannedResource metric : counters) {
            String name = text(metric, "name");
            boolean worker = name.startsWith("telemetry_worker_");
            String field =
                    "jsonPayload." + logged.group(2) + "." + name.replaceFirst("^telemetry_(worker|forwarder)_", "");
            assertEquals(
                    (worker
                                    ? "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"runmat-telemetry\""
                                    : "resource.type=\"gce_instance\" AND log_id(\"cos_containers\")")
                            + " AND " + message + " AND " + field + ">0",
                    text(metric, "filter"));
            assertEquals("EXTRACT(" + field + ")", text(metric, "valueExtractor"));
            assertEquals("DELTA", text(metric, "metricDescriptor.metricKind"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void checks_askEveryDomainsHealthByHttpsEachMinute(Stacks stack) {
        Plan plan = stack.applied();
        Set<String> domains = plan.ofType("RecordSet").stream()
                .filter(entry -> text(entry, "type").equals("A"))
                .map(entry -> text(entry, "name").replaceFirst("\\.$", ""))
                .filter(name -> !name.startsWith("udp."))
                .collect(Collectors.toSet());
        assertEquals(
                domains,
                plan.ofType("UptimeCheckConfig").stream()
                        .map(check -> text(check, "monitoredResource.labels.host"))
                        .collect(Collectors.toSet()));
        for (PlannedResource check : plan.ofType("UptimeCheckConfig")) {
            assertEquals(
                    Map.of("path", "/health", "port", 443L, "useSsl", true, "validateSsl", true),
                    check.property("httpCheck").orElseThrow());
            assertEquals("60s", text(check, "period"));
            assertEquals("10s", text(check, "timeout"));
        }
    }

    private static String comparisons(String query) {
        return COMPARISON.matcher(query).results().map(MatchResult::group).collect(Collectors.joining(" "));
    }

    private static List<PlannedResource> policies(Stacks stack) {
        return stack.applied().ofType("AlertPolicy");
    }

    private static String query(PlannedResource policy) {
        return text(policy, CONDITION + "query");
    }
}
