package com.runmat.telemetry.contract;

import com.runmat.telemetry.contract.FieldType.AnyId;
import com.runmat.telemetry.contract.FieldType.Composed;
import com.runmat.telemetry.contract.FieldType.Decimal;
import com.runmat.telemetry.contract.FieldType.Flag;
import com.runmat.telemetry.contract.FieldType.OneOf;
import com.runmat.telemetry.contract.FieldType.Text;
import com.runmat.telemetry.contract.FieldType.Whole;
import com.runmat.telemetry.shapes.KeptText;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.InputCoercionException;

/** Reads one scalar at the parser's place as the table says, or finds it unfit. */
final class ValueReader {
    private ValueReader() {}

    /** A String, Long, Double or Boolean; null when the value does not fit the type. */
    static @Nullable Object read(FieldType type, JsonParser parser) {
        JsonToken token = parser.currentToken();
        return switch (type) {
            case Text text -> token == JsonToken.VALUE_STRING ? text.shape().keep(parser.getString()) : null;
            case AnyId ignored -> token == JsonToken.VALUE_STRING ? written(parser.getString()) : null;
            case Composed ignored -> null;
            case OneOf oneOf -> token == JsonToken.VALUE_STRING ? word(oneOf, parser.getString()) : null;
            case Flag ignored -> token.isBoolean() ? (Object) parser.getBooleanValue() : null;
            case Whole whole -> token.isNumeric() ? whole(whole, parser) : null;
            case Decimal decimal -> token.isNumeric() ? decimal(decimal, parser) : null;
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

    /** Takes {@code 12.0} as well: some clients' JSON writers know only doubles. */
    private static @Nullable Object whole(Whole whole, JsonParser parser) {
        long value;
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            try {
                value = parser.getLongValue();
            } catch (InputCoercionException beyondLong) {
                return null;
            }
        } else {
            double number = parser.getDoubleValue();
            if (number != Math.rint(number)) {
                return null;
            }
            value = (long) number; // what is beyond a long becomes its last, which is beyond every bound
        }
        return value >= whole.min() && value <= whole.max() ? (Object) value : null;
    }

    private static @Nullable Object decimal(Decimal decimal, JsonParser parser) {
        double number = parser.getDoubleValue();
        return number >= 0 && number <= decimal.max() ? (Object) number : null;
    }
}
