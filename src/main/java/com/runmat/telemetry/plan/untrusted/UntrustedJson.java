package com.runmat.telemetry.plan.untrusted;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * JSON that somebody made who may mean harm. Read strictly, and within limits of size, depth, count and length that
 * stand far above what a real file has; a key that comes twice is refused, since two readers might take either.
 */
public final class UntrustedJson {
    /** Bytes of a file; the plan of prod has 0.3 MB. */
    public static final int LONGEST_FILE = 4 << 20;

    static final int DEEPEST = 40;
    static final int MOST_VALUES = 200_000;
    static final int LONGEST_TEXT = 1 << 18;
    static final int LONGEST_NUMBER = 32;

    private final String name;
    private final JsonReader reader;
    private int values;

    private UntrustedJson(String name, String text) {
        this.name = name;
        this.reader = new JsonReader(new StringReader(text));
    }

    /**
     * The object that a file holds.
     *
     * @throws Refused when it cannot be read, is no JSON, no object, or beyond a limit
     */
    public static Fields read(Path file) {
        try (var stream = Files.newInputStream(file)) {
            return parse(file.toString(), stream.readNBytes(LONGEST_FILE + 1));
        } catch (IOException e) {
            throw new Refused("cannot read " + file + "; give the path of a file that is there");
        }
    }

    /**
     * The object in these bytes.
     *
     * @param name what messages call them
     * @throws Refused as {@link #read} does
     */
    public static Fields parse(String name, byte[] bytes) {
        if (bytes.length > LONGEST_FILE) {
            throw new Refused("%s has more than %d MiB, which no honest one has".formatted(name, LONGEST_FILE >> 20));
        }
        var json = new UntrustedJson(name, decoded(name, bytes)).document();
        if (!(json instanceof JsonObject object)) {
            throw new Refused(name + " must hold one JSON object");
        }
        return new Fields(name, object);
    }

    private static String decoded(String name, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Refused(name + " is not text in UTF-8");
        }
    }

    private JsonElement document() {
        try {
            var json = value(0);
            reader.peek(); // which refuses anything more
            return json;
        } catch (MalformedJsonException | EOFException e) {
            throw new Refused(name + " is not JSON" + place(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            throw new Refused(name + " cannot be read");
        }
    }

    /** Gson says where at the end of its sentence, and before it an advice for programmers. */
    private static String place(String message) {
        var at = message.indexOf(" at line ");
        var path = message.indexOf(" path ");
        return at < 0 || path < at ? "" : message.substring(at, path);
    }

    private JsonElement value(int depth) throws IOException {
        limit(++values, MOST_VALUES, "values");
        limit(depth, DEEPEST, "levels");
        return switch (reader.peek()) {
            case BEGIN_OBJECT -> object(depth);
            case BEGIN_ARRAY -> array(depth);
            case BOOLEAN -> new JsonPrimitive(reader.nextBoolean());
            case NUMBER -> number(reader.nextString());
            case NULL -> {
                reader.nextNull();
                yield JsonNull.INSTANCE;
            }
            default -> new JsonPrimitive(text(reader.nextString()));
        };
    }

    private JsonObject object(int depth) throws IOException {
        var object = new JsonObject();
        reader.beginObject();
        while (reader.hasNext()) {
            var key = text(reader.nextName());
            if (object.has(key)) {
                throw new Refused(name + " has a key twice in one object");
            }
            object.add(key, value(depth + 1));
        }
        reader.endObject();
        return object;
    }

    private JsonArray array(int depth) throws IOException {
        var array = new JsonArray();
        reader.beginArray();
        while (reader.hasNext()) {
            array.add(value(depth + 1));
        }
        reader.endArray();
        return array;
    }

    private JsonPrimitive number(String digits) {
        limit(digits.length(), LONGEST_NUMBER, "digits in a number");
        if (digits.matches("-?\\d{1,18}")) {
            return new JsonPrimitive(Long.valueOf(digits));
        }
        var number = Double.parseDouble(digits);
        if (!Double.isFinite(number)) {
            throw new Refused(name + " has a number that is out of range");
        }
        return new JsonPrimitive(number);
    }

    private String text(String text) {
        limit(text.length(), LONGEST_TEXT, "characters in a text");
        return text;
    }

    private void limit(int count, int most, String what) {
        if (count > most) {
            throw new Refused("%s has more than %d %s, which no honest one has".formatted(name, most, what));
        }
    }
}
