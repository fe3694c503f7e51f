package com.runmat.telemetry.forwarder.queue;

import com.runmat.telemetry.contract.EventLabel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Which events stay when not all can: those that tell an end ({@link EventLabel#tellsAnEnd}). */
final class Worth {
    private static final List<byte[]> MEMBERS =
            Stream.of("\"event_label\"", "\"event\"").map(Worth::ascii).toList();
    private static final List<byte[]> ENDS = Arrays.stream(EventLabel.values())
            .filter(EventLabel::tellsAnEnd)
            .flatMap(label -> label.names().stream())
            .map(name -> ascii('"' + name + '"'))
            .toList();

    private Worth() {}

    /** By the first label in the line, wherever it stands; looked for only when the queue is full. */
    static boolean tellsAnEnd(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] == '"') {
                int value = value(bytes, at, to);
                if (value > 0) {
                    return ENDS.stream().anyMatch(end -> stands(end, bytes, value, to));
                }
            }
        }
        return false;
    }

    /** Where the label begins if its name stands there, else 0. */
    private static int value(byte[] bytes, int at, int to) {
        for (byte[] member : MEMBERS) {
            if (stands(member, bytes, at, to)) {
                int colon = behindBlanks(bytes, at + member.length, to);
                return colon < to && bytes[colon] == ':' ? behindBlanks(bytes, colon + 1, to) : 0;
            }
        }
        return 0;
    }

    private static int behindBlanks(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
        return at;
    }

    private static boolean stands(byte[] text, byte[] bytes, int at, int to) {
        return at + text.length <= to && Arrays.equals(bytes, at, at + text.length, text, 0, text.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
