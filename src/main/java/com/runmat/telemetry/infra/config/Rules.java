package com.runmat.telemetry.infra.config;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/** What a single value must look like. */
final class Rules {
    private static final String REPOSITORY = "[a-z0-9.-]+(:[0-9]{1,5})?(/[a-z0-9._-]+)+";
    private static final String TAG = ":[A-Za-z0-9_][A-Za-z0-9._-]{0,127}";

    private Rules() {}

    /**
     * A resource's name is at most 63 characters, and the longest that holds a domain puts {@code telemetry-} before
     * it. Cloud Run's domain mapping would take 64.
     */
    static boolean domain(String text) {
        return text.length() <= 53 && text.matches("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]*[a-z0-9])");
    }

    static boolean projectId(String text) {
        return text.matches("([a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]");
    }

    static boolean number(String text) {
        return text.matches("[1-9][0-9]{0,17}");
    }

    /** It stands in a condition between single quotes, and names one thing: a pattern would match more than was meant. */
    static boolean subject(String text) {
        return text.matches("repo:[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+:[A-Za-z0-9_.:/-]{1,200}");
    }

    static boolean region(String text) {
        return text.matches("[a-z]+-[a-z]+[0-9]{1,2}");
    }

    static boolean resourceName(String text) {
        return text.matches("[a-z]([-a-z0-9]{0,61}[a-z0-9])?");
    }

    /** The ingestion key is public by design, baked into every client: its strength is no rule of ours. */
    static boolean token(String text) {
        return text.matches("[\\x21-\\x7e]{1,256}");
    }

    static boolean origin(String text) {
        return text.matches("https://[a-z0-9.-]+(:[0-9]{1,5})?");
    }

    static boolean measurementId(String text) {
        return text.matches("G-[A-Z0-9]{4,16}");
    }

    static boolean email(String text) {
        return text.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
    }

    static boolean serviceAccount(String text) {
        return text.matches("[a-z][-a-z0-9]{4,28}[a-z0-9]@[a-z][-a-z0-9.]{4,60}\\.iam\\.gserviceaccount\\.com");
    }

    static boolean machineType(String text) {
        return text.matches("[a-z][a-z0-9]*-[a-z0-9-]+");
    }

    static boolean bootImage(String text) {
        return text.matches("projects/[a-z0-9.:-]+/global/images/(family/)?[a-z0-9-]+");
    }

    /** The second generation of Cloud Run's machines starts at 512 MiB. */
    static boolean memory(String text) {
        return text.matches("[0-9]{1,5}(Mi|Gi)") && mebibytes(text) >= 512 && mebibytes(text) <= 32 * 1024;
    }

    /** Of a text that is a {@link #memory}. */
    static int mebibytes(String text) {
        int number = Integer.parseInt(text.substring(0, text.length() - 2));
        return text.endsWith("Gi") ? number * 1024 : number;
    }

    static boolean image(String text) {
        return text.matches(REPOSITORY + "@sha256:[0-9a-f]{64}")
                || (text.matches(REPOSITORY + TAG) && !text.endsWith(":latest"));
    }

    static boolean pinnedImage(String text) {
        return text.matches(REPOSITORY + "(" + TAG + ")?@sha256:[0-9a-f]{64}");
    }

    /** Whether a machine without a public address can pull it: Private Google Access leads to these, and tests stay here. */
    static boolean nearForwarders(String imageOrRepository) {
        return imageOrRepository.matches(
                "(([a-z0-9-]+\\.)+pkg\\.dev|([a-z0-9-]+\\.)?gcr\\.io)/.*|(localhost|127(\\.[0-9]{1,3}){3})(:[0-9]+)?/.*");
    }

    static boolean date(String text) {
        try {
            return LocalDate.parse(text).toString().equals(text);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    static boolean repository(String text) {
        return text.matches(REPOSITORY);
    }
}
