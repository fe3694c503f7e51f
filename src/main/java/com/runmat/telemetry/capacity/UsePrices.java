package com.runmat.telemetry.capacity;

import java.util.List;

/** Prices of what is paid by use, from use-prices.yaml, in US dollars. */
record UsePrices(
        String asOf,
        double loadBalancerGibibyte,
        double armorMillion,
        double runMillion,
        double runCpuSecond,
        double runGibibyteSecond,
        List<Step> egressGibibyte,
        List<Step> posthogEvent) {
    /** A price up to a quantity. */
    record Step(double upTo, double price) {}

    static UsePrices standard() {
        Table file = Table.file("use-prices.yaml");
        return new UsePrices(
                file.text("asOf"),
                price(file, "loadBalancerGibibyte"),
                price(file, "armorMillion"),
                price(file, "runMillion"),
                price(file, "runCpuSecond"),
                price(file, "runGibibyteSecond"),
                steps(file, "egressGibibyte"),
                steps(file, "posthogEvent"));
    }

    /** What so many cost, where each step has its own price. */
    static double inSteps(List<Step> steps, double quantity) {
        double cost = 0;
        double below = 0;
        for (Step step : steps) {
            cost += Math.max(0, Math.min(quantity, step.upTo()) - below) * step.price();
            below = step.upTo();
        }
        return cost;
    }

    private static double price(Table file, String name) {
        return file.table(name).number("price");
    }

    private static List<Step> steps(Table file, String name) {
        return file.table(name).tables("steps").stream()
                .map(step -> new Step(step.number("upTo", Double.POSITIVE_INFINITY), step.number("price")))
                .toList();
    }
}
