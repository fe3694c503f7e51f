package com.runmat.telemetry.capacity;

import com.runmat.telemetry.plan.report.PriceTable;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a demand costs in a month on top of what the stack costs idle, in US dollars by item. */
record Money(Map<String, Double> items) {
    private static final double GIBIBYTE = 1 << 30;
    private static final double MILLION = 1e6;
    private static final double SECONDS_A_MONTH = 86_400 * 365.0 / 12;
    private static final double DISK_GIBIBYTES = 10;

    /** Of the default workerMemory. */
    private static final double WORKER_GIBIBYTES = 0.5;

    static Money of(Demand demand, Need need, Stack stack, Figures figures, UsePrices prices) {
        double events = demand.perMonth();
        Map<String, Double> items = new LinkedHashMap<>();
        items.put("forwarders", machines(need));
        items.put("workers", workers(demand, need, stack, figures, prices));
        items.put(
                "requests (Cloud Run, Cloud Armor)",
                events / MILLION * (prices.runMillion() + prices.armorMillion())
                        + events / batch(demand, need, figures.forwarder()) / MILLION * prices.runMillion());
        items.put(
                "load balancers",
                gibibytes(events, figures.bytes().datagram() + figures.bytes().request())
                        * prices.loadBalancerGibibyte());
        items.put(
                "traffic to PostHog",
                UsePrices.inSteps(
                        prices.egressGibibyte(),
                        gibibytes(events, figures.bytes().backend())));
        items.put("PostHog", UsePrices.inSteps(prices.posthogEvent(), events));
        return new Money(items);
    }

    double total() {
        return items.values().stream().mapToDouble(cost -> cost).sum();
    }

    /** Events of a request that a forwarder sends: its first, and what comes while that one lingers. */
    private static double batch(Demand demand, Need need, Figures.Forwarder forwarder) {
        return Math.min(forwarder.batchEvents(), 1 + demand.mean() / need.forwarders() * forwarder.linger());
    }

    private static double machines(Need need) {
        PriceTable prices = PriceTable.standard();
        double machine = prices.monthly("vm-" + need.machine().type());
        return need.forwarders() * (machine + DISK_GIBIBYTES * prices.monthly("disk-pd-standard"));
    }

    /** An instance is paid while a request is open in it: below one request at once, for that share of the time. */
    private static double workers(Demand demand, Need need, Stack stack, Figures figures, UsePrices prices) {
        double open = demand.mean() * figures.assumed().answer();
        double instances = open < 1 ? 1 - Math.exp(-open) : Math.max(1, need.workers() / demand.peak());
        double second = stack.workerCpu() * prices.runCpuSecond() + WORKER_GIBIBYTES * prices.runGibibyteSecond();
        return instances * second * SECONDS_A_MONTH;
    }

    private static double gibibytes(double events, double bytes) {
        return events * bytes / GIBIBYTE;
    }
}
