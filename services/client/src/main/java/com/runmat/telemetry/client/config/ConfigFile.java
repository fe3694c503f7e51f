package com.runmat.telemetry.client.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** The user's {@code config.toml}. Nothing is kept between calls. */
public final class ConfigFile {
    private final Path path;

    public ConfigFile(Path path) {
        this.path = path;
    }

    public Path path() {
        return path;
    }

    /** What the file says now. Never throws: what cannot be read is {@link Consent#UNCLEAR}. */
    public Consent consent() {
        if (Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
            return folderIsThere() ? Consent.UNSAID : Consent.UNCLEAR;
        }
        try {
            String text = ConfigText.read(path).text();
            return Word.in(text) ? new ConsentReader(text).consent() : Consent.UNSAID;
        } catch (IOException | RuntimeException unreadable) {
            return belowNoFolder() ? Consent.UNSAID : Consent.UNCLEAR;
        }
    }

    /** The same with the line that decided. */
    public Verdict verdict() {
        if (Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
            return folderIsThere()
                    ? new Verdict(Consent.UNSAID, "there is none")
                    : new Verdict(Consent.UNCLEAR, "its folder is a link that leads nowhere");
        }
        try {
            String text = ConfigText.read(path).text();
            return Word.in(text)
                    ? new ConsentReader(text).verdict()
                    : new Verdict(Consent.UNSAID, "it does not name telemetry");
        } catch (IOException | RuntimeException unreadable) {
            return belowNoFolder()
                    ? new Verdict(Consent.UNSAID, "there is none")
                    : new Verdict(Consent.UNCLEAR, "it cannot be read: " + reason(unreadable));
        }
    }

    /**
     * Makes the file say so, keeping everything else in it, and makes it when it is not there. Nothing is written unless the
     * result then reads as asked for.
     *
     * @throws IOException when that cannot be done; the message says what to do
     */
    public void set(boolean enabled) throws IOException {
        boolean absent = !Files.exists(path, LinkOption.NOFOLLOW_LINKS);
        ConfigText before =
                absent ? new ConfigText("", java.nio.charset.StandardCharsets.UTF_8, false) : ConfigText.read(path);
        String after = ConsentWriter.with(before.text(), enabled);
        Consent then = new ConsentReader(after).consent();
        boolean asAsked = enabled ? then == Consent.ENABLED : then.off();
        if (!asAsked || (then == Consent.UNCLEAR && Word.in(before.text()))) {
            throw new IOException(
                    "it is not TOML that can be changed safely; open it and set telemetry.enabled by hand");
        }
        if (!after.equals(before.text())) {
            write(before.bytes(after));
        }
    }

    /** Writes beside the file and moves over it: another process sees the old text or the new one. A link stays a link. */
    private void write(byte[] bytes) throws IOException {
        Files.createDirectories(folder(path));
        Path target = Files.exists(path) ? path.toRealPath() : path;
        Path fresh = Files.createTempFile(folder(target), "config", ".toml");
        try {
            Files.write(fresh, bytes);
            copyPermissions(target, fresh);
            Files.move(fresh, target, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void copyPermissions(Path from, Path to) throws IOException {
        if (Files.exists(from)
                && from.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
        }
    }

    private static Path folder(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    /** A file in the folder's place: then there is no configuration either. */
    private boolean belowNoFolder() {
        return !Files.isDirectory(folder(path)) && Files.isRegularFile(folder(path));
    }

    /** Nobody knows what is behind a link that leads nowhere; a folder that is not there at all holds no file. */
    private boolean folderIsThere() {
        return !Files.isSymbolicLink(folder(path)) || Files.exists(folder(path));
    }

    private static String reason(Exception unreadable) {
        return unreadable instanceof java.nio.file.FileSystemException system
                ? system.getClass().getSimpleName()
                : String.valueOf(unreadable.getMessage());
    }
}
