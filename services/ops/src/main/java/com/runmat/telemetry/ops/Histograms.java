package com.runmat.telemetry.ops;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

/**
 * The histograms of a service, all empty at its start and never reset. To observe is cheap from any number of threads; a reading
 * taken meanwhile may miss what is being observed.
 *
 * @param <H> the enum of the service's histograms
 */
public final class Histograms<H extends Enum<H> & Histogram> {
    private static final double NANOS = 1e9;

    private final Map<H, Cells> values;

    public Histograms(Class<H> type) {
        values = new EnumMap<>(type);
        for (H histogram : type.getEnumConstants()) {
            values.put(histogram, new Cells(histogram));
        }
    }

    /** Takes one value, in the unit of the histogram's name. */
    public void observe(H histogram, double value) {
        observe(histogram, value, 1);
    }

    /** Takes one value so many times. */
    public void observe(H histogram, double value, long times) {
        cells(histogram).observe(value, times);
    }

    /** Takes the seconds from then until now, both by {@link System#nanoTime()}. */
    public void observeSince(H histogram, long thenNanos) {
        observe(histogram, (System.nanoTime() - thenNanos) / NANOS);
    }

    Reading reading(H histogram) {
        return cells(histogram).reading();
    }

    void forEach(BiConsumer<Histogram, Reading> reader) {
        values.forEach((histogram, cells) -> reader.accept(histogram, cells.reading()));
    }

    private Cells cells(H histogram) {
        return Objects.requireNonNull(values.get(histogram));
    }

    /**
     * A histogram at one moment.
     *
     * @param counts of each bucket alone, the last without an upper bound
     */
    record Reading(List<Double> bounds, List<Long> counts, double sum) {}

    private static final class Cells {
        private final double[] bounds;
        private final LongAdder[] counts;
        private final DoubleAdder sum = new DoubleAdder();

        Cells(Histogram histogram) {
            List<Double> upper = histogram.bounds();
            bounds = new double[upper.size()];
            counts = new LongAdder[bounds.length + 1];
            counts[bounds.length] = new LongAdder();
            for (int bucket = 0; bucket < bounds.length; bucket++) {
                bounds[bucket] = upper.get(bucket);
                counts[bucket] = new LongAdder();
            }
        }

        void observe(double value, long times) {
            int bucket = 0;
            while (bucket < bounds.length && value > bounds[bucket]) {
                bucket++;
            }
            counts[bucket].add(times);
            sum.add(value * times);
        }

        Reading reading() {
            List<Double> upper = Arrays.stream(bounds).boxed().toList();
            return new Reading(upper, Arrays.stream(counts).map(LongAdder::sum).toList(), sum.sum());
        }
    }
}
