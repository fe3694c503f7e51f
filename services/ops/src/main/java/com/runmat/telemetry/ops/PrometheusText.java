package com.runmat.telemetry.ops;

import java.math.BigDecimal;
import java.util.Map;

/** Builds one page of the Prometheus text format 0.0.4. Not thread-safe. */
public final class PrometheusText {
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    /** Tells instances behind one address apart, and a restart from a counter that fell; its name is Prometheus' own. */
    private static final String START = ProcessHandle.current()
            .info()
            .startInstant()
            .map(start -> BigDecimal.valueOf(start.toEpochMilli(), 3).toPlainString())
            .orElse("0");

    private final String prefix;
    private final StringBuilder page = new StringBuilder(4096);

    /** @param prefix stands before each counter's and gauge's name, such as {@code forwarder_} */
    public PrometheusText(String prefix) {
        this.prefix = prefix;
        series("process_start_time_seconds", "gauge", "When this process started, in seconds since 1970.", START);
    }

    /** Every counter as {@code <prefix><key>_total}. */
    public PrometheusText counters(Counters<?> counters) {
        Map<String, String> meanings = counters.meanings();
        counters.snapshot()
                .forEach((key, value) -> series(
                        prefix + key + "_total", "counter", meanings.getOrDefault(key, ""), Long.toString(value)));
        return this;
    }

    public PrometheusText gauge(String name, String meaning, long value) {
        series(prefix + name, "gauge", meaning, Long.toString(value));
        return this;
    }

    public String page() {
        return page.toString();
    }

    private void series(String name, String type, String meaning, String value) {
        String help = meaning.replace("\\", "\\\\").replace("\n", "\\n");
        page.append("# HELP ").append(name).append(' ').append(help).append('\n');
        page.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        page.append(name).append(' ').append(value).append('\n');
    }
}
