package com.runmat.telemetry.contract;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A field under a back end's name for it, which is made into bytes once. Each kind of value has a class of its own, which is compiled on its own: all in one method took a third more time. */
abstract class Column {
    /** With the comma before it and the colon behind it. */
    final byte[] name;

    private final Field field;

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
            case FieldType.Text text -> text.shape().plain() ? new Plain(field, name) : new Text(field, name);
            case FieldType.AnyId ignored -> new Plain(field, name);
            case FieldType.OneOf oneOf -> new Word(field, name, oneOf.words());
            // of words that are plain
            case FieldType.Composed ignored -> new Plain(field, name);
        };
    }

    Field field() {
        return field;
    }

    /** Writes a kept value as a member behind another one. */
    abstract void write(JsonBytes json, Object value);

    private static final class Text extends Column {
        Text(Field field, String name) {
            super(field, name);
        }

        @Override
        void write(JsonBytes json, Object value) {
            json.ready(name);
            json.text((String) value);
        }
    }

    private static final class Plain extends Column {
        Plain(Field field, String name) {
            super(field, name);
        }

        @Override
        void write(JsonBytes json, Object value) {
            json.ready(name);
            json.plainText((String) value);
        }
    }

    /** One of a few words, each made into bytes once together with the name. */
    private static final class Word extends Column {
        private final List<String> words;
        private final byte[][] members;

        Word(Field field, String name, List<String> words) {
            super(field, name);
            this.words = words;
            this.members = words.stream()
                    .map(word -> JsonBytes.utf8(',' + name + ":\"" + word + '"'))
                    .toArray(byte[][]::new);
        }

        @Override
        void write(JsonBytes json, Object value) {
            for (int i = 0; i < members.length; i++) {
                if (words.get(i).equals(value)) {
                    json.ready(members[i]);
                    return;
                }
            }
            json.ready(name);
            json.text((String) value);
        }
    }

    private static final class Whole extends Column {
        Whole(Field field, String name) {
            super(field, name);
        }

        @Override
        void write(JsonBytes json, Object value) {
            json.ready(name);
            json.number((Long) value);
        }
    }

    private static final class Decimal extends Column {
        Decimal(Field field, String name) {
            super(field, name);
        }

        @Override
        void write(JsonBytes json, Object value) {
            json.ready(name);
            json.number((Double) value);
        }
    }

    private static final class Flag extends Column {
        private final byte[] yes;
        private final byte[] no;

        Flag(Field field, String name, String yes, String no) {
            super(field, name);
            this.yes = JsonBytes.utf8(',' + name + ':' + yes);
            this.no = JsonBytes.utf8(',' + name + ':' + no);
        }

        @Override
        void write(JsonBytes json, Object value) {
            json.ready((Boolean) value ? yes : no);
        }
    }
}
