package com.runmat.telemetry.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests for {@link Json}. */
class JsonTest {
    @Test
    void toString_noMember() {
        assertEquals("{}", new Json().toString());
        assertEquals("{\"map\":{},\"list\":[],\"json\":{}}", emptyOnes().toString());
    }

    private static Json emptyOnes() {
        return new Json().with("map", Map.of()).with("list", List.of()).with("json", new Json());
    }

    @Test
    void with_eachKindOfValue() {
        Json json = new Json()
                .with("int", 7)
                .with("long", 1L << 40)
                .with("flag", true)
                .with("nothing", null)
                .with("text", List.of(1, "b"))
                .with("double", 0.5);
        assertEquals(
                "{\"int\":7,\"long\":1099511627776,\"flag\":true,\"nothing\":null,\"text\":[1,\"b\"],\"double\":\"0.5\"}",
                json.toString());
    }

    @Test
    void with_objectsInsideObjects() {
        List<Json> results = new ArrayList<>();
        results.add(new Json().with("index", 0));
        results.add(new Json().with("index", 3).with("status", 400));
        assertEquals(
                "{\"ok\":false,\"results\":[{\"index\":0},{\"index\":3,\"status\":400}]}",
                new Json().with("ok", false).with("results", results).toString());
    }

    @Test
    void withAll_keepsTheOrderBehindWhatIsThere() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("z", 1);
        members.put("a", Map.of("inner", 2));
        assertEquals(
                "{\"first\":0,\"z\":1,\"a\":{\"inner\":2}}",
                new Json().with("first", 0).withAll(members).toString());
    }

    @Test
    void with_nameAndTextAreEscaped() {
        assertEquals(
                "{\"a\\\"b\":\"\\\\ \\u000a \\u00e4 \\ud83d\\ude00\"}",
                new Json().with("a\"b", "\\ \n ä 😀").toString());
    }
}
