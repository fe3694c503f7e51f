package com.runmat.telemetry.plan.report;

import com.runmat.telemetry.plan.table.DataFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The prices of prices.yaml, with the day they were read.
 *
 * @param prices US dollars a month, by the table's key
 */
public record PriceTable(String asOf, String region, Map<String, Price> prices, List<ByUse> byUse) {
    private static final double HOURS_A_MONTH = 730;

    /** What one of an item costs in a month, in US dollars. */
    public record Price(String item, double monthly, String source) {}

    /**
     * What is paid by use.
     *
     * @param kinds the kinds of resources that bring it
     * @param type what their type must contain, or an empty text
     */
    public record ByUse(List<String> kinds, String type, String item, String price, String source) {}

    public static PriceTable standard() {
        var file = DataFile.read(PriceTable.class, "prices.yaml");
        var prices = new TreeMap<String, Price>();
        map(file.get("prices")).forEach((key, entry) -> prices.put(String.valueOf(key), price(map(entry))));
        return new PriceTable(
                text(file, "asOf"),
                text(file, "region"),
                prices,
                list(file.get("byUse")).stream().map(entry -> byUse(map(entry))).toList());
    }

    Optional<Price> of(String key) {
        return Optional.ofNullable(prices.get(key));
    }

    /**
     * What one costs in a month, in US dollars.
     *
     * @throws IllegalArgumentException when the table has no such key
     */
    public double monthly(String key) {
        return of(key).orElseThrow(() -> new IllegalArgumentException("no price of " + key))
                .monthly();
    }

    private static Price price(Map<?, ?> entry) {
        var hourly = entry.get("perHour") instanceof Number perHour ? perHour.doubleValue() * HOURS_A_MONTH : 0;
        var monthly = entry.get("perMonth") instanceof Number perMonth ? perMonth.doubleValue() : hourly;
        return new Price(text(entry, "item"), monthly, text(entry, "source"));
    }

    private static ByUse byUse(Map<?, ?> entry) {
        return new ByUse(
                list(entry.get("kinds")).stream().map(String::valueOf).toList(),
                text(entry, "type"),
                text(entry, "item"),
                text(entry, "price"),
                text(entry, "source"));
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static String text(Map<?, ?> map, String key) {
        return map.containsKey(key) ? String.valueOf(map.get(key)) : "";
    }
}
