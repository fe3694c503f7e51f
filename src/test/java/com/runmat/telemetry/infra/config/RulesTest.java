package com.runmat.telemetry.infra.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The shortest and the longest that each rule takes, and what lies just beside. */
class RulesTest {
    private static final String DIGEST = "@sha256:" + "0a".repeat(32);

    @Test
    void domain() {
        takes(Rules::domain, "a.io", "telemetry.runmat.com", "a-b.x1.example", "a".repeat(50) + ".io");
        refuses(Rules::domain, "com", "a.b", "a..io", "-a.io", "a-.io", "a.1o", "a.io.", "a".repeat(51) + ".io");
    }

    @Test
    void projectId() {
        takes(Rules::projectId, "abcdef", "a-2345", "example.com:abcdef", "a".repeat(30));
        refuses(Rules::projectId, "abcde", "1bcdef", "abcde-", "Abcdef", "a".repeat(31), ":abcdef");
    }

    @Test
    void number() {
        takes(Rules::number, "1", "9".repeat(18));
        refuses(Rules::number, "", "0", "01", "1a", "-1", "1".repeat(19));
    }

    @Test
    void subject() {
        takes(Rules::subject, "repo:a/b:c", "repo:o.w_n-r/r:ref:refs/heads/main", "repo:a/b:" + "c".repeat(200));
        refuses(Rules::subject, "repo:a/b:", "repo:a/b:*", "repo:a:c", "repo:a/b:c'", "repo:a/b:" + "c".repeat(201));
    }

    @Test
    void region() {
        takes(Rules::region, "us-central1", "europe-west12");
        refuses(Rules::region, "us", "us-central", "us-central1-a", "US-central1", "europe-west123");
    }

    @Test
    void resourceName() {
        takes(Rules::resourceName, "a", "a-1", "a".repeat(63));
        refuses(Rules::resourceName, "", "1a", "a-", "A", "a".repeat(64));
    }

    @Test
    void token() {
        takes(Rules::token, "!", "~", "k".repeat(256));
        refuses(Rules::token, "", "a b", "é", "\u007f", "k".repeat(257));
    }

    @Test
    void origin() {
        takes(Rules::origin, "https://a.io", "https://a.io:8443");
        refuses(Rules::origin, "http://a.io", "https://", "https://a.io/", "https://a.io:", "https://a.io:123456");
    }

    @Test
    void measurementId() {
        takes(Rules::measurementId, "G-ABC1", "G-" + "A".repeat(16));
        refuses(Rules::measurementId, "G-ABC", "UA-1234", "G-abcd", "G-" + "A".repeat(17));
    }

    @Test
    void email() {
        takes(Rules::email, "a@b.c", "on.call+x@example.com");
        refuses(Rules::email, "a@b", "@b.c", "a b@c.d", "a@b@c.d", "a@.");
    }

    @Test
    void serviceAccount() {
        takes(Rules::serviceAccount, "deploy@seed1.iam.gserviceaccount.com");
        refuses(
                Rules::serviceAccount,
                "short@seed1.gserviceaccount.com",
                "five5@seed.iam.gserviceaccount.com",
                "deploy@seed1xiam.gserviceaccount.com",
                "deploy@example.com");
    }

    @Test
    void machineType() {
        takes(Rules::machineType, "e2-micro", "n2-custom-2-1024");
        refuses(Rules::machineType, "e2", "2e-micro", "e2-", "E2-micro");
    }

    @Test
    void bootImage() {
        takes(
                Rules::bootImage,
                "projects/cos-cloud/global/images/family/cos-stable",
                "projects/example.com:p/global/images/cos-1");
        refuses(Rules::bootImage, "cos-stable", "projects/cos-cloud/global/images/", "projects/p/images/family/x");
    }

    @Test
    void memory() {
        takes(Rules::memory, "512Mi", "1Gi", "32Gi", "32768Mi");
        refuses(Rules::memory, "511Mi", "0Gi", "33Gi", "32769Mi", "512", "512MB", "100000Mi", "Mi");
        assertEquals(513, Rules.mebibytes("513Mi"));
        assertEquals(3072, Rules.mebibytes("3Gi"));
    }

    @Test
    void image() {
        takes(Rules::image, "a.io/b:1", "a.io:5000/b/c_d:v1.2-x", "a.io/b" + DIGEST, "a/b:" + "t".repeat(128));
        refuses(
                Rules::image,
                "a.io/b",
                "a.io/b:latest",
                "b:1",
                "a.io/B:1",
                "a.io/b@sha256:0a",
                "a/b:" + "t".repeat(129));
    }

    @Test
    void pinnedImage() {
        takes(Rules::pinnedImage, "a.io/b" + DIGEST, "a.io/b:1" + DIGEST);
        refuses(
                Rules::pinnedImage,
                "a.io/b:1",
                "a.io/b",
                "a.io/b" + DIGEST + "0",
                "a.io/b" + DIGEST.toUpperCase(Locale.ROOT));
    }

    @Test
    void nearForwarders() {
        takes(
                Rules::nearForwarders,
                "us-docker.pkg.dev/p/r",
                "gcr.io/p",
                "eu.gcr.io/p",
                "localhost/r",
                "127.0.0.1:5000/r");
        refuses(
                Rules::nearForwarders,
                "docker.io/p",
                "pkg.dev/p",
                "evilgcr.io/p",
                "gcr.io",
                "128.0.0.1/r",
                "127.0.0/r");
    }

    @Test
    void date() {
        takes(Rules::date, "2026-11-24", "2028-02-29");
        refuses(Rules::date, "2026-02-29", "2026-2-9", "24.11.2026", "+2026-11-24", "");
    }

    @Test
    void repository() {
        takes(Rules::repository, "a.io/b", "a.io:5000/b/c");
        refuses(Rules::repository, "a.io", "https://a.io/b", "a.io/b:1", "a.io/", "a.io:123456/b");
    }

    private static void takes(Predicate<String> rule, String... texts) {
        for (String text : texts) {
            assertTrue(rule.test(text), () -> "refused: " + text);
        }
    }

    private static void refuses(Predicate<String> rule, String... texts) {
        for (String text : texts) {
            assertFalse(rule.test(text), () -> "taken: " + text);
        }
    }
}
