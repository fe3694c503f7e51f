package com.runmat.telemetry.client;

import com.runmat.telemetry.client.config.Encoding;
import com.runmat.telemetry.shapes.Id;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The anonymous client id in its file. One that is there is kept (an installer writes {@code 1764000000-12345}), and what has
 * no id's shape is sent as the hash of itself; when there is none, a random UUID is made; where no plain file is, none is
 * used. Several processes that start at once end with the same id.
 */
final class ClientId {
    /** What is read at most: an id in UTF-16 and more. */
    private static final int MOST_BYTES = 256;

    private final Path file;

    ClientId(Path file) {
        this.file = file;
    }

    /** The id, made when the file is absent or blank; null when it can be neither read nor stored. */
    @Nullable
    String obtain() {
        try {
            String present = read();
            return present != null ? present : create();
        } catch (IOException | SecurityException | UnsupportedOperationException unusable) {
            return null;
        }
    }

    /**
     * The id that is there, or null.
     *
     * @throws IOException also where no plain file is: a link would make an id of somebody else's file, and a pipe never ends
     */
    @Nullable
    String read() throws IOException {
        boolean present = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
        if (present && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(file + " is not a plain file");
        }
        try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = in.readNBytes(MOST_BYTES);
            return firstLine(new String(bytes, Encoding.of(bytes)));
        } catch (NoSuchFileException absent) {
            return null;
        }
    }

    private @Nullable String create() throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            return null;
        }
        Files.createDirectories(folder);
        Path fresh = Files.createFile(folder.resolve("telemetry_id" + RandomId.make() + ".new"), ownersAlone(folder));
        try {
            String id = RandomId.make().toString();
            Files.writeString(fresh, id + "\n");
            return place(fresh) ? id : read();
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** Where files have such rights. {@code createTempFile} would give them too, and loads the JVM's {@code SecureRandom}. */
    private static FileAttribute<?>[] ownersAlone(Path folder) {
        boolean known = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        Set<PosixFilePermission> rights = Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        return known ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(rights)} : new FileAttribute<?>[0];
    }

    /** A hard link appears whole or not at all, and never replaces the id that another process has just placed. */
    private boolean place(Path fresh) throws IOException {
        try {
            Files.createLink(file, fresh);
            return true;
        } catch (FileAlreadyExistsException present) {
            if (read() != null) {
                return false;
            }
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (UnsupportedOperationException | java.nio.file.FileSystemException noLinksHere) {
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
            return true;
        }
    }

    private static @Nullable String firstLine(String text) {
        String lines = text.strip();
        int end = 0;
        while (end < lines.length() && lines.charAt(end) != '\n' && lines.charAt(end) != '\r') {
            end++;
        }
        return new Id().keep(lines.substring(0, end));
    }
}
