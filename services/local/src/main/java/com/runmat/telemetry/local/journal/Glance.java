package com.runmat.telemetry.local.journal;

import com.runmat.telemetry.contract.Arrival;
import com.runmat.telemetry.contract.Event;
import com.runmat.telemetry.contract.EventReader;
import com.runmat.telemetry.contract.Framer;
import com.runmat.telemetry.contract.Omission;
import com.runmat.telemetry.contract.Reading;
import com.runmat.telemetry.contract.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event's bytes read as the worker will read them, a datagram's with the forwarder's stamp.
 *
 * @param text the bytes as text, shortened when they are very long
 * @param event what is kept, or null when it is refused
 * @param refusal the contract's word for why it is refused, or an empty text
 * @param minted the event says too little to be recognised: the service that it reaches makes its uuid up
 * @param leftOut what is left out of it, and by which rule
 */
record Glance(String text, @Nullable Event event, String refusal, boolean minted, List<LeftOut> leftOut) {
    private static final int MAX_TEXT = 16 * 1024;

    static Glance at(byte[] bytes, Arrival arrival) {
        byte[] arriving = arriving(bytes, arrival);
        List<LeftOut> left = new ArrayList<>();
        Reading reading = read(arriving, arrival, (why, name) -> left.add(new LeftOut(why, name)));
        String text = text(bytes);
        return switch (reading) {
            case Event event -> new Glance(text, event, "", minted(event, bytes, arriving, arrival), List.copyOf(left));
            case Refusal refusal -> new Glance(text, null, refusal.wireName(), false, List.of());
        };
    }

    String label() {
        return event == null ? "" : event.label().canonical();
    }

    private static Reading read(byte[] bytes, Arrival arrival, Omission.Observer observer) {
        return new EventReader(observer).read(bytes, 0, bytes.length, arrival);
    }

    /** What the worker will get. A datagram that the forwarder drops has no stamp, and is refused as it is. */
    private static byte[] arriving(byte[] bytes, Arrival arrival) {
        if (!isStamped(arrival)) {
            return bytes;
        }
        byte[] line = new byte[bytes.length + Framer.STAMP_BYTES];
        int length = new Framer(arrival.transport()).frame(bytes, 0, bytes.length, arrival.atMillis(), line, 0);
        return length < 0 ? bytes : Arrays.copyOf(line, length);
    }

    private static boolean isStamped(Arrival arrival) {
        return arrival.transport().equals("udp");
    }

    /** The same bytes give the same stamp, and the same event when read again, unless its uuid is made up. */
    private static boolean minted(Event event, byte[] bytes, byte[] arriving, Arrival arrival) {
        return isStamped(arrival)
                ? !Arrays.equals(arriving, arriving(bytes, arrival))
                : !event.equals(read(bytes, arrival, Omission.Observer.NONE));
    }

    private static String text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + " … (cut)";
    }
}
