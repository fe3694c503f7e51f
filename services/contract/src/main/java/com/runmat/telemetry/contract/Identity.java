package com.runmat.telemetry.contract;

import com.runmat.telemetry.shapes.Id;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who sent an event and which event it is. Not thread-safe: one a reader. */
final class Identity {
    /** Distinct ids that PostHog refuses, by section 4 of the wire contract and PostHog's own list. Whatever has no id's shape is hashed anyway. */
    private static final Set<String> REFUSED = Set.of(
            "anonymous",
            "anonymous-user",
            "user",
            "system",
            "backend",
            "guest",
            "distinctid",
            "distinct_id",
            "id",
            "not_authenticated",
            "email",
            "undefined",
            "true",
            "false",
            "null",
            "none",
            "nil",
            "nan",
            "0",
            "[object object]",
            "00000000-0000-0000-0000-000000000000");

    /** Those of them that have an id's shape, so that an id is compared with these alone. */
    private static final Set<String> REFUSED_IDS =
            REFUSED.stream().filter(Id::fits).collect(Collectors.toUnmodifiableSet());

    private final MessageDigest sha1 = sha1();

    /** How an id leaves that was trimmed before: as it is when it has an id's shape and no back end refuses it, else as a hash of itself. */
    static String kept(String id) {
        return Id.fits(id) && !REFUSED_IDS.contains(id) ? id : Id.sha256(id);
    }

    /**
     * The client id as it leaves; without one the session's hash; without that null.
     * Takes both as the client wrote them.
     */
    @Nullable
    String distinctId(@Nullable String cid, @Nullable String session) {
        if (cid != null) {
            return kept(cid);
        }
        return session == null ? null : Id.sha256(session);
    }

    /** The id that every copy of the event gets, or null when the event does not say enough. */
    @Nullable
    UUID derived(EventLabel label, @Nullable String session, @Nullable String distinctId) {
        return session == null || distinctId == null
                ? null
                : nameBased((label.canonical() + '\n' + session + '\n' + distinctId).getBytes(StandardCharsets.UTF_8));
    }

    /** A UUID in RFC 9562's version 5 form over these bytes. */
    UUID nameBased(byte[] name) {
        ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name));
        long high = (hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x5000L;
        long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** The UUID that the client gave, or null when it is none or the nil UUID, which cannot tell events apart. */
    static @Nullable UUID given(@Nullable String text) {
        if (text == null || text.length() != 36) {
            return null;
        }
        try {
            UUID uuid = UUID.fromString(text);
            return uuid.equals(new UUID(0, 0)) ? null : uuid;
        } catch (IllegalArgumentException notAUuid) {
            return null;
        }
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
