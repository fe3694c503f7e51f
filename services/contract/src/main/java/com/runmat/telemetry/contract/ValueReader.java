package com.runmat.telemetry.contract;

import com.runmat.telemetry.contract.FieldType.AnyId;
import com.runmat.telemetry.contract.FieldType.Composed;
import com.runmat.telemetry.contract.FieldType.Decimal;
import com.runmat.telemetry.contract.FieldType.Flag;
import com.runmat.telemetry.contract.FieldType.OneOf;
import com.runmat.telemetry.contract.FieldType.Text;
import com.runmat.telemetry.contract.FieldType.Whole;
import com.runmat.telemetry.shapes.KeptText;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Makes the value of a field of one scalar that was stepped over, or finds it unfit. Not thread-safe: one a reader. */
final class ValueReader {
    /** That many digits are below 2^63, whichever they are. */
    private static final int DIGITS_OF_LONG = 18;

    private final JsonScan scan;
    private final KnownTexts known = new KnownTexts();

    ValueReader(JsonScan scan) {
        this.scan = scan;
    }

    /** A String, Long, Double or Boolean; null when what stands between these places does not fit the field. */
    @Nullable
    Object read(Field field, byte[] in, int from, int to) {
        return switch (in[from]) {
            case '"' -> text(field, in, from + 1, to - 1);
            case 't' -> field.type() instanceof Flag ? Boolean.TRUE : null;
            case 'f' -> field.type() instanceof Flag ? Boolean.FALSE : null;
            case '{', '[' -> null;
            default -> number(field.type(), in, from, to);
        };
    }

    private @Nullable String text(Field field, byte[] in, int from, int to) {
        if (field.type() instanceof AnyId) {
            String id = JsonText.of(in, from, to, scan);
            return scan.plain() && Bytes.visible(in, from, to) ? id : written(id);
        }
        if (!scan.plain()) {
            return kept(field.type(), JsonText.of(in, from, to, scan));
        }
        String found = known.find(field, in, from, to);
        return found != null ? found : first(field, JsonText.of(in, from, to, scan));
    }

    private @Nullable String first(Field field, String text) {
        String kept = kept(field.type(), text);
        if (kept != null && kept.equals(text)) {
            known.remember(kept);
        }
        return kept;
    }

    private static @Nullable String kept(FieldType type, String text) {
        return switch (type) {
            case Text shaped -> shaped.shape().keep(text);
            case OneOf oneOf -> word(oneOf, text);
            case AnyId ignored -> written(text);
            case Composed ignored -> null;
            case Flag ignored -> null;
            case Whole ignored -> null;
            case Decimal ignored -> null;
        };
    }

    /** As the client wrote it: what is made of ids is made of that, and then they get their shape. */
    private static @Nullable String written(String id) {
        return KeptText.of(id, EventReader.MAX_EVENT_BYTES);
    }

    private static @Nullable String word(OneOf oneOf, String text) {
        int at = oneOf.words().indexOf(text.strip());
        return at < 0 ? null : oneOf.words().get(at);
    }

    private static @Nullable Object number(FieldType type, byte[] in, int from, int to) {
        if (type instanceof Whole whole) {
            return whole(whole, in, from, to);
        }
        return type instanceof Decimal decimal ? decimal(decimal, in, from, to) : null;
    }

    private static @Nullable Object whole(Whole whole, byte[] in, int from, int to) {
        long value = 0;
        boolean digits = to - from <= DIGITS_OF_LONG;
        for (int at = from; at < to && digits; at++) {
            digits = in[at] >= '0' && in[at] <= '9';
            value = 10 * value + in[at] - '0';
        }
        if (!digits) {
            return unusual(whole, in, from, to);
        }
        return value >= whole.min() && value <= whole.max() ? (Object) value : null;
    }

    /** Takes {@code 12.0} as well: some clients' JSON writers know only doubles. */
    private static @Nullable Object unusual(Whole whole, byte[] in, int from, int to) {
        double number = real(in, from, to);
        return number == Math.rint(number) && number >= whole.min() && number <= whole.max()
                ? (Object) (long) number
                : null;
    }

    private static @Nullable Object decimal(Decimal decimal, byte[] in, int from, int to) {
        double number = real(in, from, to);
        return number >= 0 && number <= decimal.max() ? (Object) number : null;
    }

    /** Zero has no sign to us. */
    private static double real(byte[] in, int from, int to) {
        return Double.parseDouble(new String(in, from, to - from, StandardCharsets.ISO_8859_1)) + 0.0;
    }
}
