package com.runmat.telemetry.plan.comment;

import com.runmat.telemetry.plan.github.Markdown;
import com.runmat.telemetry.plan.untrusted.Fields;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a plan says that it costs in a month, in US dollars.
 *
 * @param items their cost by what they are
 */
record Cost(double monthly, SortedMap<String, Double> items) {
    private static final Set<String> FIELDS = Set.of("currency", "pricesAsOf", "region", "monthly", "lines", "byUse");
    private static final int MOST_LINES = 200;
    private static final int LONGEST_ITEM = 200;

    static Cost of(Fields fields) {
        fields.only(FIELDS);
        var items = new TreeMap<String, Double>();
        for (var line : fields.objects("lines", MOST_LINES)) {
            line.only(Set.of("item", "count", "monthly"));
            long count = Math.round(line.amount("count"));
            items.merge(
                    (count == 1 ? "" : count + " × ") + line.text("item", LONGEST_ITEM),
                    line.amount("monthly"),
                    Double::sum);
        }
        fields.objects("byUse", MOST_LINES);
        return new Cost(fields.amount("monthly"), items);
    }

    /** {@code $35.91 → $41.20 a month (+$5.29)}. */
    static String line(Cost before, Cost after) {
        double more = after.monthly - before.monthly;
        if (Math.abs(more) < 0.005) {
            return "$%.2f a month, as before".formatted(after.monthly);
        }
        return "$%.2f → $%.2f a month (%s$%.2f)"
                .formatted(before.monthly, after.monthly, more < 0 ? "−" : "+", Math.abs(more));
    }

    /** A table of each item before and after. */
    static String table(Cost before, Cost after) {
        var items = new TreeSet<>(before.items.keySet());
        items.addAll(after.items.keySet());
        var table = new StringBuilder("| item | before | after |\n|---|--:|--:|\n");
        items.forEach(item ->
                table.append(row(Markdown.cell(Markdown.code(item)), before.items.get(item), after.items.get(item))));
        return table.append(row("**all**", before.monthly, after.monthly))
                .append("\nList prices, without what is paid by use, free tiers and discounts.\n")
                .toString();
    }

    private static String row(String item, @Nullable Double before, @Nullable Double after) {
        return "| %s | %s | %s |\n".formatted(item, dollars(before), dollars(after));
    }

    private static String dollars(@Nullable Double amount) {
        return amount == null ? "–" : "$%.2f".formatted(amount);
    }

    /** For a comparison of all that is shown. */
    boolean sameAs(Cost other) {
        return Math.abs(monthly - other.monthly) < 0.005 && items.equals(other.items);
    }
}
