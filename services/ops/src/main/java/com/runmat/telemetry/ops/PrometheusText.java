package com.runmat.telemetry.ops;

import com.runmat.telemetry.ops.Metric.Family;
import com.runmat.telemetry.ops.Metric.Series;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Builds one page of the Prometheus text format 0.0.4. Metrics of one family must come one after the other, as the format asks.
 * Not thread-safe.
 */
public final class PrometheusText {
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    /** Tells instances behind one address apart, and a restart from a counter that fell; its name is Prometheus' own. */
    private static final String START = ProcessHandle.current()
            .info()
            .startInstant()
            .map(start -> BigDecimal.valueOf(start.toEpochMilli(), 3).toPlainString())
            .orElse("0");

    private final String prefix;
    private final StringBuilder page = new StringBuilder(16 << 10);
    private final Set<String> described = new HashSet<>();

    /** @param service stands in each name, as {@code telemetry_<service>_…} */
    public PrometheusText(String service, Build build) {
        prefix = "telemetry_" + service + "_";
        describe("process_start_time_seconds", "gauge", "Start time of the process in seconds since the Unix epoch.");
        sample("process_start_time_seconds", "", START);
        String info = prefix + "build_info";
        describe(info, "gauge", "Version, revision and Java runtime as labels; always 1.");
        String labels = label("version", build.version()) + "," + label("revision", build.revision()) + ","
                + label("java", Runtime.version().toString());
        sample(info, labels, "1");
    }

    /** Every counter as {@code <family>_total}. */
    public PrometheusText counters(Counters<?> counters) {
        counters.forEach((counter, value) -> {
            Series series = counter.series();
            String name = prefix + series.family().name() + "_total";
            describe(name, "counter", series.family().meaning());
            sample(name, labels(series), Long.toString(value));
        });
        return this;
    }

    /** Every histogram with its buckets, each of which holds the ones below, as the format asks. */
    public PrometheusText histograms(Histograms<?> histograms) {
        histograms.forEach((histogram, reading) -> {
            Series series = histogram.series();
            String name = prefix + series.family().name();
            describe(name, "histogram", series.family().meaning());
            buckets(name, labels(series), reading);
        });
        return this;
    }

    private void buckets(String name, String labels, Histograms.Reading reading) {
        String others = labels.isEmpty() ? "" : labels + ",";
        List<Double> bounds = reading.bounds();
        long count = 0;
        for (int bucket = 0; bucket <= bounds.size(); bucket++) {
            count += reading.counts().get(bucket);
            String bound = bucket < bounds.size() ? bounds.get(bucket).toString() : "+Inf";
            sample(name + "_bucket", others + label("le", bound), Long.toString(count));
        }
        sample(name + "_sum", labels, Double.toString(reading.sum()));
        sample(name + "_count", labels, Long.toString(count));
    }

    public PrometheusText gauge(String name, String meaning, long value) {
        describe(prefix + name, "gauge", meaning);
        sample(prefix + name, "", Long.toString(value));
        return this;
    }

    public String page() {
        return page.toString();
    }

    /** Once a family. */
    private void describe(String name, String type, String meaning) {
        if (described.add(name)) {
            String help = meaning.replace("\\", "\\\\").replace("\n", "\\n");
            page.append("# HELP ").append(name).append(' ').append(help).append('\n');
            page.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        }
    }

    private void sample(String name, String labels, String value) {
        page.append(name);
        if (!labels.isEmpty()) {
            page.append('{').append(labels).append('}');
        }
        page.append(' ').append(value).append('\n');
    }

    private static String labels(Series series) {
        Family family = series.family();
        return family.label().isEmpty() ? "" : label(family.label(), series.value());
    }

    private static String label(String name, String value) {
        String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return name + "=\"" + escaped + "\"";
    }
}
