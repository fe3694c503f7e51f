package com.runmat.telemetry.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The archive of loaded and linked classes that the JVM maps at its start. Made twice, and accepted only if both are the same: the
 * JVM writes one thing into it that differs, the time at which soft references were made, by its monotonic clock. Those words
 * are blanked, and so are the checksums over them, which a JVM reads only with {@code -XX:+VerifySharedSpaces}.
 */
final class Archive {
    /** In the header, before the first class. */
    private static final int CHECKSUMS_END = 4096;

    /** Both are made at the same time, and a dump takes seconds. */
    private static final long LONGEST_DUMP_MILLIS = TimeUnit.MINUTES.toMillis(10);

    private Archive() {}

    static void make(Contents contents) throws IOException, InterruptedException {
        long before = clock();
        var once = dump(contents, contents.archive());
        var again = dump(contents, contents.folder().resolve("again.jsa"));
        Files.write(contents.archive(), same(once, again, before, clock()));
        Files.delete(contents.folder().resolve("again.jsa"));
    }

    private static byte[] dump(Contents contents, Path archive) throws IOException, InterruptedException {
        Files.deleteIfExists(archive);
        var command = contents.java(
                "-Xshare:dump",
                "-XX:+AOTClassLinking",
                "-XX:SharedClassListFile=" + contents.classList().toAbsolutePath(),
                "-XX:SharedArchiveFile=" + archive.toAbsolutePath(),
                "-cp",
                contents.classPath());
        new Command(List.copyOf(command)).run(contents.app());
        return Files.readAllBytes(archive);
    }

    /** The JVM's clock, which soft references are stamped with. */
    private static long clock() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    /**
     * What two archives agree on, with zeros where they hold the time of their making.
     *
     * @throws CannotFill when they differ in anything else
     */
    static byte[] same(byte[] once, byte[] again, long earliest, long latest) {
        if (once.length != again.length) {
            throw new CannotFill("two archives of the same classes have different sizes");
        }
        var one = ByteBuffer.wrap(once).order(ByteOrder.nativeOrder());
        var other = ByteBuffer.wrap(again).order(ByteOrder.nativeOrder());
        for (int at = 0; at + Long.BYTES <= once.length; at += Long.BYTES) {
            if (one.getLong(at) != other.getLong(at)) {
                blank(one, other, at, earliest, latest);
            }
        }
        return once;
    }

    private static void blank(ByteBuffer one, ByteBuffer other, int at, long earliest, long latest) {
        if (at < CHECKSUMS_END) {
            for (int half = at; half < at + Long.BYTES; half += Integer.BYTES) {
                if (one.getInt(half) != other.getInt(half)) {
                    one.putInt(half, 0);
                }
            }
        } else if (isTime(one.getLong(at), earliest, latest) && isTime(other.getLong(at), earliest, latest)) {
            one.putLong(at, 0);
        } else {
            throw new CannotFill("two archives of the same classes differ at byte " + at
                    + ": this JDK writes something new into them that changes; see docs/decisions/0032");
        }
    }

    private static boolean isTime(long word, long earliest, long latest) {
        return word >= earliest && word <= latest && latest - earliest < LONGEST_DUMP_MILLIS;
    }
}
