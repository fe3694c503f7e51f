package com.runmat.telemetry.client.config;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;

/**
 * The text of a configuration file, with what is needed to write it back as it was: its encoding and byte order mark. UTF-16 without
 * mark is not known for text: it is full of NUL.
 *
 * @param text without byte order mark
 */
record ConfigText(String text, Charset charset, boolean marked) {
    private static final int LARGEST = 1 << 20;
    private static final char MARK = '\uFEFF';

    /** What the JDK puts where bytes are not of the encoding; nobody writes it into a configuration. */
    private static final char REPLACEMENT = '\uFFFD';

    /** Throws for anything that is not a readable text of at most 1 MiB. */
    static ConfigText read(Path file) throws IOException {
        byte[] bytes = bytes(file.toFile());
        Charset charset = Encoding.of(bytes);
        String text = new String(bytes, charset);
        if (text.indexOf(REPLACEMENT) >= 0 || text.indexOf('\0') >= 0) {
            throw new IOException("it is not " + charset + " text");
        }
        boolean marked = !text.isEmpty() && text.charAt(0) == MARK;
        return new ConfigText(marked ? text.substring(1) : text, charset, marked);
    }

    /** By the old stream: the classes that {@code Files} reads with take a fresh JVM some 2 ms to load. A pipe would never end. */
    private static byte[] bytes(File file) throws IOException {
        if (!file.isFile()) {
            throw new IOException("it is not a regular file");
        }
        try (FileInputStream in = new FileInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException("it is larger than 1 MiB");
            }
            return bytes;
        }
    }

    byte[] bytes(String changed) {
        return (marked ? MARK + changed : changed).getBytes(charset);
    }
}
