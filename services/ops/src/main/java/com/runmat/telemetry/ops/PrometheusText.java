package com.runmat.telemetry.ops;

import java.util.Map;

/** Builds one page of the Prometheus text format 0.0.4. Not thread-safe. */
public final class PrometheusText {
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final String prefix;
    private final StringBuilder page = new StringBuilder(4096);

    /** @param prefix stands before each name, such as {@code forwarder_} */
    public PrometheusText(String prefix) {
        this.prefix = prefix;
    }

    /** Every counter as {@code <prefix><key>_total}. */
    public PrometheusText counters(Counters<?> counters) {
        Map<String, String> meanings = counters.meanings();
        counters.snapshot()
                .forEach((key, value) -> series(key + "_total", "counter", meanings.getOrDefault(key, ""), value));
        return this;
    }

    public PrometheusText gauge(String name, String meaning, long value) {
        series(name, "gauge", meaning, value);
        return this;
    }

    public String page() {
        return page.toString();
    }

    private void series(String name, String type, String meaning, long value) {
        String full = prefix + name;
        String help = meaning.replace("\\", "\\\\").replace("\n", "\\n");
        page.append("# HELP ").append(full).append(' ').append(help).append('\n');
        page.append("# TYPE ").append(full).append(' ').append(type).append('\n');
        page.append(full).append(' ').append(value).append('\n');
    }
}
