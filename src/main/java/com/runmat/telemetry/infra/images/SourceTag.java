package com.runmat.telemetry.infra.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The tag of an image: a hash of everything that goes into it. The same sources give the same tag on every machine
 * where the same kind of image can be made, so a preview knows the image without building it.
 *
 * <p>Counted are the main sources, resources and poms of the service and of the modules it is made of, their parent pom
 * (versions, build settings, base image), the Maven version, and the base image where configuration names another.
 * Names are relative, with slashes, in the order of their characters; a text's line ends are counted as LF. Not counted:
 * tests, documents, modes, times, build output, and the JDK 25 that happens to be on the machine.
 */
final class SourceTag {
    /** 80 bits: no two states of a source tree will ever meet. */
    private static final int HEX_DIGITS = 20;

    private final Path project;
    private final ImageKind kind;

    /** @param project the top folder of the project */
    SourceTag(Path project, ImageKind kind) {
        this.project = project;
        this.kind = kind;
    }

    /** @param base the base image that configuration names instead of the one in the parent pom */
    String of(DeployedService service, Optional<String> base) {
        var hash = sha256();
        files(service.module()).forEach((name, file) -> add(hash, name, content(file)));
        base.ifPresent(image -> add(hash, "base image", image.getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(hash.digest()).substring(0, HEX_DIGITS) + kind.suffix();
    }

    private SortedMap<String, Path> files(String service) {
        var services = project.resolve("services");
        SortedMap<String, Path> files = new TreeMap<>();
        put(files, services.resolve("pom.xml"));
        put(files, project.resolve(".mvn/wrapper/maven-wrapper.properties"));
        for (String module : new ServiceModules(services).of(service)) {
            put(files, services.resolve(module).resolve("pom.xml"));
            walk(services.resolve(module).resolve("src/main")).forEach(file -> put(files, file));
        }
        return files;
    }

    private void put(SortedMap<String, Path> files, Path file) {
        files.put(project.relativize(file).toString().replace('\\', '/'), file);
    }

    private static List<Path> walk(Path sources) {
        if (!Files.isDirectory(sources)) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(sources)) {
            return found.filter(Files::isRegularFile).filter(SourceTag::isBuilt).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(sources + " cannot be listed", e);
        }
    }

    /** What desktops and editors leave behind, Maven leaves out too. */
    private static boolean isBuilt(Path file) {
        var name = file.getFileName().toString();
        return !name.equals(".DS_Store") && !name.endsWith("~");
    }

    /** Length before content: no two lists of files run together to the same bytes. */
    private static void add(MessageDigest hash, String name, byte[] content) {
        hash.update((name + '\0' + content.length + '\0').getBytes(StandardCharsets.UTF_8));
        hash.update(content);
    }

    private static byte[] content(Path file) {
        try {
            var bytes = Files.readAllBytes(file);
            return isText(bytes) ? withoutCarriageReturns(bytes) : bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /** Git's own rule for line ends: what holds no NUL is text. */
    private static boolean isText(byte[] bytes) {
        for (byte b : bytes) {
            if (b == 0) {
                return false;
            }
        }
        return true;
    }

    private static byte[] withoutCarriageReturns(byte[] text) {
        // Latin-1 maps every byte to one character and back, whatever the text's own encoding is
        var decoded = new String(text, StandardCharsets.ISO_8859_1);
        return decoded.replace("\r\n", "\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
