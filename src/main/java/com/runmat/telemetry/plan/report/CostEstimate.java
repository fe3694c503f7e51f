package com.runmat.telemetry.plan.report;

import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.graph.PlannedResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a plan costs in a month when nothing uses it, in US dollars at list prices, and what is paid by use on top. Free
 * tiers and discounts are left out, so the sum is rather too high.
 */
record CostEstimate(String asOf, String region, List<Line> lines, List<PriceTable.ByUse> byUse) {
    private static final int RULES_AT_ONE_PRICE = 5;
    private static final long DEFAULT_DISK_GIB = 10;

    /** One item: how many, and what they cost together. */
    record Line(String item, long count, double monthly) {
        String described() {
            return count == 1 ? item : count + " × " + item;
        }
    }

    double monthly() {
        return lines.stream().mapToDouble(Line::monthly).sum();
    }

    static CostEstimate of(Plan plan, PriceTable prices) {
        return new Estimator(plan, prices).estimate();
    }

    private static final class Estimator {
        private final Plan plan;
        private final PriceTable prices;
        private final List<Line> lines = new ArrayList<>();

        Estimator(Plan plan, PriceTable prices) {
            this.plan = plan;
            this.prices = prices;
        }

        CostEstimate estimate() {
            forwardingRules();
            securityPolicies();
            plan.ofType("RegionInstanceGroupManager").forEach(this::group);
            add("dns-zone", plan.ofType("ManagedZone").size());
            add("secret-version", plan.ofType("SecretVersion").size());
            var byUse = prices.byUse().stream().filter(this::occurs).toList();
            return new CostEstimate(prices.asOf(), prices.region(), List.copyOf(lines), byUse);
        }

        /** Global rules and those of each region are charged apart: five of them cost as much as one. */
        private void forwardingRules() {
            forwardingRules("", "global-", plan.ofType("GlobalForwardingRule").size());
            plan.ofType("ForwardingRule").stream()
                    .collect(Collectors.groupingBy(Estimator::region, TreeMap::new, Collectors.counting()))
                    .forEach((region, rules) -> forwardingRules(region, "", rules));
        }

        private void forwardingRules(String region, String where, long rules) {
            add(region, where + "forwarding-rules-first-five", Math.min(rules, 1));
            add(region, where + "forwarding-rule-beyond-five", Math.max(0, rules - RULES_AT_ONE_PRICE));
        }

        /** Empty where the resource does not say. */
        private static String region(PlannedResource resource) {
            return resource.property("region").map(String::valueOf).orElse("");
        }

        private void securityPolicies() {
            var policies = plan.ofType("SecurityPolicy");
            add("security-policy", policies.size());
            add("security-rule", policies.stream().mapToLong(Estimator::rules).sum());
        }

        private static long rules(PlannedResource policy) {
            return policy.property("rules")
                    .map(rules -> rules instanceof List<?> list ? list.size() : 0)
                    .orElse(0);
        }

        /** The group at its smallest; the autoscaler adds more of the same when it must. */
        private void group(PlannedResource group) {
            var machines = smallest(group);
            template(group).ifPresent(template -> {
                add(region(group), "vm-" + template.property("machineType").orElse("unknown"), machines);
                var disk = "disks[0].";
                var gibibytes = template.property(disk + "diskSizeGb").orElse(DEFAULT_DISK_GIB);
                var kind = template.property(disk + "diskType").orElse("pd-standard");
                add(
                        region(group),
                        "disk-" + kind,
                        gibibytes instanceof Long size ? machines * size : machines * DEFAULT_DISK_GIB);
            });
        }

        private long smallest(PlannedResource group) {
            return plan.ofType("RegionAutoscaler").stream()
                    .filter(autoscaler -> autoscaler.dependencies().contains(group.urn()))
                    .findFirst()
                    .flatMap(autoscaler -> autoscaler.property("autoscalingPolicy.minReplicas"))
                    .or(() -> group.property("targetSize"))
                    .filter(Long.class::isInstance)
                    .map(Long.class::cast)
                    .orElse(1L);
        }

        private Optional<PlannedResource> template(PlannedResource group) {
            return group.dependencies().stream()
                    .flatMap(urn -> Optional.ofNullable(plan.byUrn().get(urn)).stream())
                    .filter(resource -> resource.kind().endsWith("InstanceTemplate"))
                    .findFirst();
        }

        private void add(String key, long count) {
            add("", key, count);
        }

        private void add(String region, String key, long count) {
            String where = region.isEmpty() ? "" : ", " + region;
            if (count > 0) {
                lines.add(prices.of(key)
                        .map(price -> new Line(price.item() + where, count, price.monthly() * count))
                        .orElse(new Line(key + ": no price in the table", count, 0)));
            }
        }

        private boolean occurs(PriceTable.ByUse use) {
            return plan.cloudResources().stream()
                    .anyMatch(r -> use.kinds().contains(r.kind()) && r.type().contains(use.type()));
        }
    }
}
