package com.runmat.telemetry.contract;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A field under a back end's name for it, which is made into bytes once. Each kind of value has a class of its own, which is compiled on its own: all in one method took a third more time. */
abstract class Column {
    private final Field field;
    private final byte[] name;

    private Column(Field field, String name) {
        this.field = field;
        this.name = JsonBytes.utf8(',' + name + ':');
    }

    /**
     * The fields that have a name there, in the table's order.
     *
     * @param yes what is written for true, and {@code no} for false
     */
    static Column[] of(Function<Field, @Nullable String> names, String yes, String no) {
        return Field.ALL.stream()
                .filter(field -> names.apply(field) != null)
                .map(field -> of(field, '"' + names.apply(field) + '"', yes, no))
                .toArray(Column[]::new);
    }

    private static Column of(Field field, String name, String yes, String no) {
        return switch (field.type()) {
            case FieldType.Flag ignored -> new Flag(field, name, yes, no);
            case FieldType.Whole ignored -> new Whole(field, name);
            case FieldType.Decimal ignored -> new Decimal(field, name);
            case FieldType.Text ignored -> new Text(field, name);
            case FieldType.AnyId ignored -> new Text(field, name);
            case FieldType.OneOf ignored -> new Text(field, name);
            case FieldType.Composed ignored -> new Text(field, name);
        };
    }

    Field field() {
        return field;
    }

    /** Writes a kept value as a member behind another one. */
    void write(JsonBytes json, Object value) {
        json.ready(name);
        put(json, value);
    }

    abstract void put(JsonBytes json, Object value);

    private static final class Text extends Column {
        Text(Field field, String name) {
            super(field, name);
        }

        @Override
        void put(JsonBytes json, Object value) {
            json.text((String) value);
        }
    }

    private static final class Whole extends Column {
        Whole(Field field, String name) {
            super(field, name);
        }

        @Override
        void put(JsonBytes json, Object value) {
            json.number((Long) value);
        }
    }

    private static final class Decimal extends Column {
        Decimal(Field field, String name) {
            super(field, name);
        }

        @Override
        void put(JsonBytes json, Object value) {
            json.number((Double) value);
        }
    }

    private static final class Flag extends Column {
        private final byte[] yes;
        private final byte[] no;

        Flag(Field field, String name, String yes, String no) {
            super(field, name);
            this.yes = JsonBytes.utf8(yes);
            this.no = JsonBytes.utf8(no);
        }

        @Override
        void put(JsonBytes json, Object value) {
            json.ready((Boolean) value ? yes : no);
        }
    }
}
