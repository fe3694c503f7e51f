package com.runmat.telemetry.worker.delivery.backend;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * One body after the other in the format of RFC 1952: ten bytes that say how, what the deflater makes, checksum and length. The
 * fastest level takes a third of the default's time for a tenth more bytes.
 *
 * <p>A long body is compressed in pieces, each before the deflater's window is full, for to slide that window costs a third of a
 * batch's compression. The next piece knows the end of the one before, as its reader does. Not thread-safe.
 */
final class GzipBuffer extends OutputStream {
    private static final byte[] HEAD = {0x1f, (byte) 0x8b, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, (byte) 0xff};
    private static final int TAIL_BYTES = 8;
    private static final int FIRST_BYTES = 8 * 1024;

    /** The window slides when 64 KiB less 262 bytes are in it. */
    private static final int PIECE_BYTES = 64_000;

    /** Holds the event before, which says nearly all of what the next one looks like. */
    private static final int KNOWN_BYTES = 1_000;

    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    private final CRC32 checksum = new CRC32();
    private byte[] bytes = new byte[FIRST_BYTES];
    private final byte[] known = new byte[KNOWN_BYTES];
    private int length;
    private int piece;
    private int plainLength;

    /** Begins a body. */
    void begin() {
        deflater.reset();
        checksum.reset();
        System.arraycopy(HEAD, 0, bytes, 0, HEAD.length);
        length = HEAD.length;
        piece = 0;
        plainLength = 0;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] plain, int offset, int count) {
        checksum.update(plain, offset, count);
        plainLength += count;
        int at = offset;
        while (at < offset + count) {
            if (piece == PIECE_BYTES) {
                beginPiece();
            }
            int next = Math.min(offset + count - at, PIECE_BYTES - piece);
            deflater.setInput(plain, at, next);
            while (!deflater.needsInput()) {
                deflate(Deflater.NO_FLUSH);
            }
            keepEnd(plain, at, next);
            at += next;
            piece += next;
        }
    }

    /** Ends the piece before at a whole byte, without ending the body. */
    private void beginPiece() {
        int full;
        do {
            full = bytes.length;
            deflate(Deflater.SYNC_FLUSH);
        } while (full != bytes.length);
        deflater.reset();
        deflater.setDictionary(known);
        piece = KNOWN_BYTES;
    }

    private void keepEnd(byte[] plain, int offset, int count) {
        int taken = Math.min(count, KNOWN_BYTES);
        System.arraycopy(known, taken, known, 0, KNOWN_BYTES - taken);
        System.arraycopy(plain, offset + count - taken, known, KNOWN_BYTES - taken, taken);
    }

    /** Ends the body and returns it whole. */
    byte[] end() {
        deflater.finish();
        while (!deflater.finished()) {
            deflate(Deflater.NO_FLUSH);
        }
        byte[] whole = Arrays.copyOf(bytes, length + TAIL_BYTES);
        ByteBuffer.wrap(whole, length, TAIL_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) checksum.getValue())
                .putInt(plainLength);
        return whole;
    }

    private void deflate(int flush) {
        length += deflater.deflate(bytes, length, bytes.length - length, flush);
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * length);
        }
    }

    /** Gives back the memory outside the heap; to be used no more. */
    void release() {
        deflater.end();
    }
}
