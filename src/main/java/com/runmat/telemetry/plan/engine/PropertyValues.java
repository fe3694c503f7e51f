package com.runmat.telemetry.plan.engine;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.pulumi.core.internal.Constants;
import com.runmat.telemetry.plan.graph.SecretValue;
import com.runmat.telemetry.plan.graph.Unknown;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads Pulumi's property encoding: a struct is a map, or, when it carries the special key, a secret, output or reference. */
final class PropertyValues {
    /** Doubles hold every integer up to here exactly; all numbers travel as doubles. */
    private static final double EXACT = 1L << 53;

    private PropertyValues() {}

    static SortedMap<String, @Nullable Object> read(Struct struct) {
        var values = new TreeMap<String, @Nullable Object>();
        struct.getFieldsMap().forEach((name, value) -> values.put(name, read(value)));
        return Collections.unmodifiableSortedMap(values);
    }

    private static @Nullable Object read(Value value) {
        return switch (value.getKindCase()) {
            case STRING_VALUE -> text(value.getStringValue());
            case BOOL_VALUE -> value.getBoolValue();
            case NUMBER_VALUE -> number(value.getNumberValue());
            case LIST_VALUE -> list(value.getListValue().getValuesList());
            case STRUCT_VALUE -> struct(value.getStructValue());
            case NULL_VALUE, KIND_NOT_SET -> null;
        };
    }

    private static Object text(String text) {
        return text.equals(Constants.UnknownValue) ? Unknown.UNKNOWN : text;
    }

    private static Object number(double number) {
        var whole = number == Math.rint(number) && Math.abs(number) <= EXACT;
        return whole ? (Object) (long) number : (Object) number;
    }

    private static List<@Nullable Object> list(List<Value> values) {
        var list = new ArrayList<@Nullable Object>();
        values.forEach(value -> list.add(read(value)));
        return Collections.unmodifiableList(list);
    }

    private static @Nullable Object struct(Struct struct) {
        var signature = struct.getFieldsMap().get(Constants.SpecialSigKey);
        return signature == null ? read(struct) : special(signature.getStringValue(), struct.getFieldsMap());
    }

    private static @Nullable Object special(String signature, Map<String, Value> fields) {
        var value = fields.get(Constants.SecretValueName);
        return switch (signature) {
            case Constants.SpecialSecretSig -> new SecretValue(value == null ? null : read(value));
            case Constants.SpecialOutputSig -> output(fields, value);
            case Constants.SpecialResourceSig -> text(field(fields, Constants.ResourceUrnName));
            case Constants.SpecialAssetSig, Constants.SpecialArchiveSig -> plain(fields);
            default -> throw new IllegalArgumentException("a property with the unknown signature " + signature);
        };
    }

    private static @Nullable Object output(Map<String, Value> fields, @Nullable Value value) {
        var known = value == null ? Unknown.UNKNOWN : read(value);
        var secret = fields.get(Constants.SecretName);
        return secret != null && secret.getBoolValue() ? new SecretValue(known) : known;
    }

    private static String field(Map<String, Value> fields, String name) {
        var value = fields.get(name);
        return value == null ? "" : value.getStringValue();
    }

    private static Map<String, @Nullable Object> plain(Map<String, Value> fields) {
        var rest = Struct.newBuilder().putAllFields(fields).removeFields(Constants.SpecialSigKey);
        return read(rest.build());
    }
}
