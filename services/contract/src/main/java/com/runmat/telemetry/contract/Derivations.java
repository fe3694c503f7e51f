package com.runmat.telemetry.contract;

import com.runmat.telemetry.shapes.KeptText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the fields that no client sends from the ones that were kept. */
final class Derivations {
    private static final List<Field> SUMMED_UP = List.of(
            Field.EVENT_LABEL,
            Field.RUN_KIND,
            Field.METHOD,
            Field.OS,
            Field.ARCH,
            Field.RELEASE,
            Field.STATUS,
            Field.ERROR_CLASS);

    private static final int MOST_SUMMED_UP = 100;

    private Derivations() {}

    static void complete(EventLabel label, Values values, Arrival arrival) {
        boolean probe = Event.PROBE_RELEASE.equals(values.get(Field.RELEASE));
        values.put(Field.EVENT_LABEL, probe ? Event.PROBE_NAME : label.canonical());
        values.put(Field.SOURCE, label.runtime() ? "runtime" : "installer");
        if (values.get(Field.TRANSPORT) == null) {
            values.put(Field.TRANSPORT, arrival.transport());
        }
        values.put(Field.STATUS, status(label, values));
        values.put(Field.GPU_USED, gpuUsed(values));
        String summary = summary(values);
        // of kept words alone, so that at most its end has to go
        values.put(Field.SUMMARY, summary.length() <= MOST_SUMMED_UP ? summary : KeptText.of(summary, MOST_SUMMED_UP));
    }

    private static @Nullable String status(EventLabel label, Values values) {
        return switch (label) {
            case INSTALL_COMPLETE -> "success";
            case INSTALL_FAILED -> "failure";
            case RUNTIME_FINISHED ->
                values.get(Field.SUCCESS) instanceof Boolean success ? success ? "success" : "failure" : null;
            case INSTALL_START, RUNTIME_STARTED -> null;
        };
    }

    /** Unknown, not false, where the client gave no figure. */
    private static @Nullable Boolean gpuUsed(Values values) {
        if (values.get(Field.GPU_DISPATCHES) == null && values.get(Field.GPU_WALL_NS) == null) {
            return null;
        }
        return values.number(Field.GPU_DISPATCHES, 0) > 0 || values.number(Field.GPU_WALL_NS, 0) > 0;
    }

    private static String summary(Values values) {
        StringBuilder summary = new StringBuilder(128);
        for (Field field : SUMMED_UP) {
            String word = values.text(field);
            if (word != null) {
                summary.append(summary.isEmpty() ? "" : " ").append(word);
            }
        }
        return summary.toString();
    }
}
