package com.runmat.telemetry.forwarder.relay;

import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads the worker's answer to a batch: {@code {"ok":true}} or {@code {"ok":false,"results":[{"index":3,"status":400,…},…]}}. */
final class BatchResults {
    private static final JsonFactory JSON = new JsonFactory();

    private final int[] statuses;
    private boolean refusedAll;
    private int refused;

    private BatchResults(int events) {
        statuses = new int[events];
    }

    /**
     * What the body of a 2xx says: every body but one with {@code "ok":false} means that all were taken; one that says so but
     * not of which events asks for another try.
     */
    static Answer read(int status, byte[] body, int events) {
        if (!mayRefuse(body)) {
            return new Answer.Accepted();
        }
        BatchResults results = new BatchResults(events);
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                results.object(parser);
            }
        } catch (JacksonException notJson) {
            // what was understood before counts
        }
        return results.answer(status);
    }

    /** Whether there is a {@code false} or an array in it. The usual answer has neither, and needs no parser. */
    private static boolean mayRefuse(byte[] body) {
        for (byte each : body) {
            if (each == 'f' || each == '[') {
                return true;
            }
        }
        return false;
    }

    private Answer answer(int status) {
        if (refused > 0) {
            return new Answer.Partly(statuses);
        }
        return refusedAll ? new Answer.Retry(status, Duration.ZERO) : new Answer.Accepted();
    }

    private void object(JsonParser parser) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("ok")) {
                refusedAll = value == JsonToken.VALUE_FALSE;
            } else if (name.equals("results") && value == JsonToken.START_ARRAY) {
                array(parser);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void array(JsonParser parser) {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            result(parser);
        }
    }

    private void result(JsonParser parser) {
        int index = -1;
        int status = 0;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            boolean number = parser.nextToken() == JsonToken.VALUE_NUMBER_INT;
            if (number && name.equals("index")) {
                index = parser.getIntValue();
            } else if (number && name.equals("status")) {
                status = parser.getIntValue();
            } else {
                parser.skipChildren();
            }
        }
        if (index >= 0 && index < statuses.length && status >= 300 && statuses[index] == 0) {
            statuses[index] = status;
            refused++;
        }
    }
}
