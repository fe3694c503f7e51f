package com.runmat.telemetry.contract;

import com.runmat.telemetry.shapes.Id;
import com.runmat.telemetry.shapes.TextShape;
import java.util.List;

/** What a value must be to be kept. A value that is not is left out; it never refuses the event. */
public sealed interface FieldType {
    /** Says in a few words what is kept, for the documents. */
    String describe();

    /** An anonymous id, of which {@link Identity} says how it leaves. */
    record AnyId() implements FieldType {
        @Override
        public String describe() {
            return new Id().describe();
        }
    }

    /** Text of this shape, after blanks around it and control characters are gone. */
    record Text(TextShape shape) implements FieldType {
        @Override
        public String describe() {
            return shape.describe();
        }
    }

    /** Text that the reader puts together of kept values, cut to so many UTF-16 units; never read. */
    record Composed(int limit) implements FieldType {
        @Override
        public String describe() {
            return "text, at most " + limit + " characters";
        }
    }

    /** One of these words, to the letter. */
    record OneOf(List<String> words) implements FieldType {
        @Override
        public String describe() {
            return "one of " + String.join(", ", words);
        }
    }

    /** A whole number in these bounds, both included. */
    record Whole(long min, long max) implements FieldType {
        @Override
        public String describe() {
            return "whole number, " + min + " to " + max;
        }
    }

    /** A number from 0 to the maximum, both included. */
    record Decimal(double max) implements FieldType {
        @Override
        public String describe() {
            return "number, 0 to " + max;
        }
    }

    /** True or false. */
    record Flag() implements FieldType {
        @Override
        public String describe() {
            return "true or false";
        }
    }
}
