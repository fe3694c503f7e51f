package com.runmat.telemetry.capacity;

import com.runmat.telemetry.capacity.simulation.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tables in Markdown: what each demand needs and costs, where a stack's walls stand, and what trouble does at the peak. */
final class CapacityReport {
    private final Stack stack;
    private final Figures figures;
    private final UsePrices prices;

    CapacityReport(Stack stack, Figures figures, UsePrices prices) {
        this.stack = stack;
        this.figures = figures;
        this.prices = prices;
    }

    String text(List<Demand> demands) {
        return String.join("\n", needs(demands), money(demands), walls(), troubles(demands));
    }

    private String needs(List<Demand> demands) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "events a day",
                "a second, mean",
                "at the peak",
                "forwarders",
                "workers × requests at once",
                "held while the worker is away",
                "set"));
        for (Demand demand : demands) {
            Need need = Need.of(demand, stack, figures);
            rows.add(List.of(
                    count(demand.perDay()),
                    count(demand.mean()),
                    count(demand.atPeak()),
                    need.forwarders() + " × " + need.machine().type(),
                    need.workers() + " × " + need.workerConcurrency(),
                    count(need.held()) + " s",
                    set(need.settings(stack))));
        }
        return table(rows);
    }

    private static String set(List<String> settings) {
        return settings.isEmpty() ? "as it is" : "`" + String.join("`, `", settings) + "`";
    }

    private String money(List<Demand> demands) {
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("events a day"));
        head.addAll(money(demands.get(0)).items().keySet());
        head.add("sum");
        rows.add(head);
        for (Demand demand : demands) {
            Money money = money(demand);
            List<String> row = new ArrayList<>(List.of(count(demand.perDay())));
            money.items().values().forEach(cost -> row.add(dollars(cost)));
            row.add(dollars(money.total()));
            rows.add(row);
        }
        return table(rows);
    }

    private Money money(Demand demand) {
        return Money.of(demand, Need.of(demand, stack, figures), stack, figures, prices);
    }

    private String walls() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("used up", "at events a second", "turn"));
        Wall.of(stack, figures)
                .forEach(wall -> rows.add(List.of(wall.what(), count(wall.perSecond()), "`" + wall.turn() + "`")));
        return table(rows);
    }

    private String troubles(List<Demand> demands) {
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("at the peak of a day of"));
        demands.forEach(demand -> head.add(count(demand.perDay())));
        rows.add(head);
        for (Trouble trouble : Trouble.all()) {
            List<String> row = new ArrayList<>(List.of(trouble.name()));
            for (Demand demand : demands) {
                row.add(told(trouble.at(demand, Need.of(demand, stack, figures), stack, figures)));
            }
            rows.add(row);
        }
        return table(rows);
    }

    /** Of two minutes: what is missing, and why, and how long the slowest waited. */
    private static String told(Outcome outcome) {
        String waited = String.format(Locale.ROOT, "slowest %.0f s", outcome.longest());
        if (outcome.missing() < 1e-6) {
            return "all arrive, " + waited;
        }
        return String.format(
                Locale.ROOT,
                "%.1f %% lost (kernel %.1f, queue %.1f, too old %.1f, machine %.1f), %s",
                100 * outcome.missing(),
                share(outcome.kernelDropped(), outcome),
                share(outcome.queueFull(), outcome),
                share(outcome.expired(), outcome),
                share(outcome.lost(), outcome),
                waited);
    }

    private static double share(double of, Outcome outcome) {
        return 100 * of / outcome.sent();
    }

    private static String table(List<List<String>> rows) {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            text.append("| ").append(String.join(" | ", row)).append(" |\n");
            if (text.length() == text.indexOf("\n") + 1) {
                text.append("|---".repeat(row.size())).append("|\n");
            }
        }
        return text.toString();
    }

    /** Three digits, for no figure here is better than that. */
    private static String count(double number) {
        double unit = Math.pow(10, Math.max(0, Math.floor(Math.log10(Math.max(1, number))) - 2));
        return String.format(Locale.ROOT, number < 10 ? "%.1f" : "%,.0f", Math.round(number / unit * 10) / 10.0 * unit)
                .replaceAll("\\.0$", "");
    }

    private static String dollars(double cost) {
        return "$" + count(cost);
    }
}
