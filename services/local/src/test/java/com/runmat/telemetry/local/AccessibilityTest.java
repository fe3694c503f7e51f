package com.runmat.telemetry.local;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both pages as axe sees them, light and dark, on a desktop and on a phone, with all their parts open. */
class AccessibilityTest extends InBrowser {

    @BeforeAll
    static void sendBothKinds() throws Exception {
        String event = """
                {"event_label":"runtime_started","session_id":"a-1","run_kind":"script","os":"linux","colour":"red"}""";
        // the first one may meet a worker that a busy machine has not warmed up yet
        await().atMost(Duration.ofMinutes(1)).until(() -> running.https(event) == 200);
        running.udp("no event");
    }

    @ParameterizedTest
    @CsvSource({"1400, false", "1400, true", "360, false", "360, true"})
    void page_passesAxe(int width, boolean dark) throws Exception {
        browser.width(width);
        browser.dark(dark);
        browser.driver().get(running.page());
        browser.await("document.querySelectorAll('#event-list > li').length >= 2"
                + " && document.querySelector('.chart') && document.querySelector('#counters .loss')");
        browser.run("document.querySelectorAll('details').forEach(each => each.open = true)");
        browser.await("document.querySelectorAll('.pane').length >= 6 && document.querySelector('.left-out')");
        assertEquals(dark, browser.run("return matchMedia('(prefers-color-scheme: dark)').matches"));

        assertEquals(List.of(), browser.accessibilityFindings());
        assertEquals(true, browser.run("return document.documentElement.scrollWidth <= " + width));
    }

    @ParameterizedTest
    @CsvSource({"1400, false", "1400, true", "360, false", "360, true"})
    void browserHost_passesAxe(int width, boolean dark) throws Exception {
        browser.width(width);
        browser.dark(dark);
        browser.driver().get(running.page() + "browser-host");
        browser.await("document.documentElement.dataset.ready");
        browser.find("#allow").click();
        browser.find("#run").click();
        browser.await("document.querySelectorAll('#sent li').length === 2");

        assertEquals(List.of(), browser.accessibilityFindings());
        assertEquals(true, browser.run("return document.documentElement.scrollWidth <= " + width));
    }

    /** What axe had found on an earlier page, and a lack of contrast, which it must compute. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "aria-prohibited-attr|document.querySelector('.code').removeAttribute('role')",
                "color-contrast|document.querySelector('h1').style.color = 'color-mix(in srgb, var(--card), var(--ink) 10%)'"
            })
    void axe_whatIsBroken_isFound(String findingAndScript) throws Exception {
        String[] parts = findingAndScript.split("\\|", 2);
        browser.driver().get(running.page());
        browser.await("document.querySelector('.code')");
        browser.run(parts[1]);

        assertTrue(browser.accessibilityFindings().toString().contains(parts[0]), parts[0]);
    }
}
