package com.runmat.telemetry.client.config;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The encoding of a small text file: UTF-16 where its byte order mark says so, as Windows' shells write, else UTF-8. */
public final class Encoding {
    private Encoding() {}

    public static Charset of(byte[] bytes) {
        if (bytes.length >= 2 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE) {
            return StandardCharsets.UTF_16LE;
        }
        if (bytes.length >= 2 && bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF) {
            return StandardCharsets.UTF_16BE;
        }
        return StandardCharsets.UTF_8;
    }
}
