package com.runmat.telemetry.local;

import com.runmat.telemetry.contract.Field;
import com.runmat.telemetry.contract.Place;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Events that hold one text wherever an event can hold one. */
final class PlantedEvent {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<Field> SAY_WHICH_EVENT = Set.of(Field.EVENT_LABEL, Field.RUN_KIND);

    private PlantedEvent() {}

    /**
     * The text in every listed field but for what says which event it is.
     *
     * @param others whether it stands in unknown members beside them and as a name, too
     */
    static String of(String label, String text, String uuid, boolean others) {
        ObjectNode body = JSON.createObjectNode();
        for (Field field : Field.values()) {
            for (Place place : field.places()) {
                List<String> path = place.path();
                ObjectNode parent = parent(body, path);
                if (others) {
                    parent.put("note", text)
                            .put(text + "x", text)
                            .putArray("list")
                            .add(text);
                }
                if (!SAY_WHICH_EVENT.contains(field)) {
                    parent.put(path.get(path.size() - 1), text);
                }
            }
        }
        return body.put("event_label", label)
                .put("run_kind", "script")
                .put("uuid", uuid)
                .toString();
    }

    private static ObjectNode parent(ObjectNode body, List<String> path) {
        ObjectNode at = body;
        for (String name : path.subList(0, path.size() - 1)) {
            at = at.get(name) instanceof ObjectNode deeper ? deeper : at.putObject(name);
        }
        return at;
    }
}
