package com.runmat.telemetry.infra.monitoring;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.runmat.telemetry.infra.naming.Names;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The dashboard: at the top what must be right, one number each; below why. Written as the service answers it, so that
 * nothing differs afterwards.
 */
final class DashboardSpec {
    private static final int COLUMNS = 12;
    private static final int TOP = 2;
    private static final int CHART = 4;

    private final Names names;
    private final RegionQueries regions;
    private final JsonArray tiles = new JsonArray();
    private int row;
    private int column;

    DashboardSpec(Names names, List<String> regions) {
        this.names = names;
        this.regions = new RegionQueries(regions);
    }

    String json() {
        numbers();
        charts();
        JsonObject layout = new JsonObject();
        layout.addProperty("columns", COLUMNS);
        layout.add("tiles", tiles);
        JsonObject dashboard = new JsonObject();
        dashboard.addProperty("displayName", "RunMat telemetry (" + names.stack() + ")");
        dashboard.add("mosaicLayout", layout);
        return dashboard.toString();
    }

    private void numbers() {
        number("Domains that answer, of 1", "min(" + Queries.checksPassed("5m") + ")");
        number("Events accepted in an hour", ServiceCounter.WORKER_ACCEPTED.increase("1h"));
        number("Requests that fail, of 1", Queries.failedRequests("1h") + " / " + Queries.requests("1h"));
        number("UDP events delivered in an hour", ServiceCounter.FORWARDER_DELIVERED.increase("1h"));
        number("UDP forwarders", "sum(" + regions.forwarders() + ")");
        number("Days to a certificate's end", "min(" + Queries.certificateLeft() + ")");
    }

    private void charts() {
        chart("Events at the worker", counters(ServiceCounter::ofWorker, "received", "accepted", "duplicate"));
        chart("Refused by the worker", counters(ServiceCounter::ofWorker, "refused_"));
        chart("Back ends", counters(ServiceCounter::ofWorker, "posthog_", "ga4_"));
        chart("Answers of the worker: p50 and p95, ms", latencies());
        chart(
                "Datagrams at the forwarders",
                counters(counter -> !counter.ofWorker(), "received", "delivered", "posts_failed"));
        chart(
                "Dropped by the forwarders",
                counters(counter -> !counter.ofWorker(), "dropped_", "kernel_dropped", "conntrack_dropped"));
        chart("Answers of the worker, by region", Map.of("", Queries.answersByRegion("5m")));
        chart("Failures of the worker, by region", Map.of("", Queries.failuresByRegion("5m")));
        chart("UDP forwarders, by region", Map.of("", regions.forwarders()));
    }

    /** In order, for the dashboard is one text. */
    private static Map<String, String> latencies() {
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put("p50", Queries.latency(0.5, "5m"));
        queries.put("p95", Queries.latency(0.95, "5m"));
        return queries;
    }

    private static Map<String, String> counters(Predicate<ServiceCounter> service, String... prefixes) {
        Map<String, String> queries = new LinkedHashMap<>();
        Arrays.stream(ServiceCounter.values())
                .filter(service)
                .filter(counter ->
                        Arrays.stream(prefixes).anyMatch(prefix -> counter.key().startsWith(prefix)))
                .forEach(counter -> queries.put(counter.key(), counter.increase("5m")));
        return queries;
    }

    private void number(String title, String query) {
        JsonObject scorecard = new JsonObject();
        scorecard.add("timeSeriesQuery", prometheus(query));
        tile(title, "scorecard", scorecard, COLUMNS / 6, TOP);
    }

    /** @param queries by legend; with none, the console shows the labels that tell a query's lines apart */
    private void chart(String title, Map<String, String> queries) {
        JsonArray sets = new JsonArray();
        queries.forEach((legend, query) -> {
            JsonObject set = new JsonObject();
            if (!legend.isEmpty()) {
                set.addProperty("legendTemplate", legend);
            }
            set.addProperty("plotType", "LINE");
            set.add("timeSeriesQuery", prometheus(query));
            sets.add(set);
        });
        JsonObject chart = new JsonObject();
        chart.add("dataSets", sets);
        tile(title, "xyChart", chart, COLUMNS / 3, CHART);
    }

    private static JsonObject prometheus(String query) {
        JsonObject object = new JsonObject();
        object.addProperty("prometheusQuery", query);
        return object;
    }

    /** Puts a tile right of the last one, or below when the row is full; a tile at the left edge leaves its position out. */
    private void tile(String title, String kind, JsonObject content, int width, int height) {
        JsonObject widget = new JsonObject();
        widget.addProperty("title", title);
        widget.add(kind, content);
        JsonObject tile = new JsonObject();
        tile.addProperty("height", height);
        tile.add("widget", widget);
        tile.addProperty("width", width);
        if (column > 0) {
            tile.addProperty("xPos", column);
        }
        if (row > 0) {
            tile.addProperty("yPos", row);
        }
        tiles.add(tile);
        column = (column + width) % COLUMNS;
        row += column == 0 ? height : 0;
    }
}
