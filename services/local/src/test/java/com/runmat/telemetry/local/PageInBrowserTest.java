package com.runmat.telemetry.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page in a real browser, in front of both services as they are deployed. */
class PageInBrowserTest extends InBrowser {
    private static final String LEFT = "sent to PostHog and GA4";
    private int sessions;

    @BeforeEach
    void open() {
        browser.width(1400);
        browser.driver().get(running.page());
        browser.await("document.querySelectorAll('#samples button').length > 20 && document.querySelector('.chart')");
    }

    /** Whatever a test did: the browser had nothing to complain about and asked nobody else. */
    @AfterEach
    void nothingElse() {
        assertEquals(List.of(), browser.complaints());
        assertEquals(
                List.of(),
                browser.requests().stream()
                        .filter(url -> !url.startsWith(running.page()))
                        .toList());
    }

    @Test
    void events_byBothPaths_appearBesideWhatLeft() throws Exception {
        String https = event("linux");
        String udp = event("freebsd");
        assertEquals(200, running.https(https));
        awaitFate(https, LEFT);
        running.udp(udp);
        awaitFate(udp, LEFT);

        WebElement newest = browser.find("#event-list details[open]");
        assertTrue(newest.getText().contains("UDP"));
        assertTrue(newest.getText().contains(udp.length() + " B"));
        assertEquals(udp, browser.find("details[open] .pane:nth-child(1) pre").getText());
        assertTrue(
                browser.find("details[open] .pane:nth-child(2) pre").getText().contains("\"transport\": \"udp\""));
        assertTrue(
                browser.find("details[open] .pane:nth-child(3) pre").getText().contains("engagement_time_msec"));
        assertTrue(browser.find("details[open] .left-out").getText().contains("colour is no field of an event"));
    }

    @Test
    void eventText_isNeverMarkup() throws Exception {
        String attack = "<img src=x onerror='window.hacked=1'><script>window.hacked=1</script>";
        running.udp(attack);
        awaitFate(attack, "refused: invalid_json");
        String event = event("linux").replace("linux", attack).replace("colour", "</code><b id='bold'>");
        assertEquals(200, running.https(event));
        awaitFate(event, LEFT);

        assertEquals(event, browser.find("details[open] .pane:nth-child(1) pre").getText());
        String leftOut = browser.find("details[open] .left-out").getText();
        assertTrue(leftOut.contains("<b id='bold'>"), leftOut);
        assertTrue(leftOut.contains("os does not have the form that is kept: "), leftOut);
        assertFalse(
                browser.find("details[open] .pane:nth-child(2) pre").getText().contains("<img"));
        browser.all("#event-list summary").get(1).click();
        browser.await("[...document.querySelectorAll('details[open] .pane pre')].some(pre => pre.textContent === \""
                + attack + "\")");
        assertEquals(List.of(), browser.all("main img, main script, #bold"));
        assertEquals(false, browser.run("return 'hacked' in window"));
    }

    @Test
    void sampleButtons_sendEachSampleByEachPath() {
        for (String path : List.of("https", "udp")) {
            for (WebElement button : browser.all("#samples button[data-path=" + path + "]")) {
                long before = shown();
                button.click();
                browser.await("document.querySelectorAll('#event-list > li').length > " + before);
                browser.await("document.querySelector('#event-list .fate').textContent === '" + LEFT + "'");
            }
        }
        assertTrue(browser.all("#event-list > li").size() >= 14);
    }

    @Test
    void refusedSample_isShownWithItsReason() {
        browser.find(".more summary").click();
        WebElement button = browser.find("#refused-samples button[data-path=https]");
        button.click();
        browser.await("document.querySelector('#event-list .fate').textContent === 'refused: invalid_event'");
        browser.await("document.querySelector('#counters .loss')");

        browser.await("document.querySelector('#event-list details[open]').textContent.includes('answered 400')");
        browser.await("document.querySelector('#counters').textContent.includes('refused invalid event')");
    }

    @Test
    void copyButton_copiesTheLinesThatPointAClientHere() {
        browser.driver()
                .executeCdpCommand(
                        "Browser.grantPermissions",
                        Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
        List<String> copied = new ArrayList<>();
        for (WebElement button : browser.all("#lines button")) {
            button.click();
            browser.await("document.activeElement.textContent === 'Copied'");
            copied.add(String.valueOf(browser.driver()
                    .executeAsyncScript("navigator.clipboard.readText().then(arguments[arguments.length - 1])")));
        }

        assertEquals(
                List.of(
                        "export RUNMAT_TELEMETRY_ENDPOINT=" + running.ingest(),
                        "export RUNMAT_TELEMETRY_UDP_ENDPOINT=127.0.0.1:"
                                + running.pipeline().way().udpPort(),
                        "export RUNMAT_TELEMETRY_KEY=local-key"),
                copied.getFirst().lines().toList());
        assertTrue(copied.get(1).startsWith("curl -i " + running.ingest()));
        assertTrue(copied.get(2).contains("nc -u -w1 127.0.0.1 "));
    }

    @Test
    void copiedLines_workInAShell() throws Exception {
        String curl = browser.all("#lines pre").get(1).getText();
        Process shell =
                new ProcessBuilder("sh", "-c", curl).redirectErrorStream(true).start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertTrue(said.contains("{\"ok\":true}"), said);
    }

    @Test
    void backEnd_toldToFail_showsInTheAnswer() {
        browser.find("#mode-posthog option[value=failing]").click();
        browser.await("document.querySelector('.mode.odd')");
        browser.find("#samples button[data-path=https]").click();
        browser.await("document.querySelector('#event-list .fate').textContent.startsWith('502 forward_failed')");

        browser.find("#mode-posthog option[value=working]").click();
        browser.await("!document.querySelector('.mode.odd')");
    }

    @Test
    void secondCopy_pointsAtTheFirst() throws Exception {
        String event = event("linux");
        assertEquals(200, running.https(event));
        awaitFate(event, LEFT);
        running.udp(event);
        browser.await("document.querySelector('#event-list .fate').textContent.startsWith('the same event as #')");
    }

    @Test
    void eventWithoutIds_sentTwice_endsEachTime() throws Exception {
        String event = "{\"event_label\":\"install_start\",\"os\":\"os" + System.nanoTime() + "\"}";
        for (String path : List.of("https", "https", "udp", "udp")) {
            long before = shown();
            if (path.equals("udp")) {
                running.udp(event);
            } else {
                assertEquals(200, running.https(event));
            }
            browser.await("document.querySelectorAll('#event-list > li').length > " + before);
        }

        browser.await("[...document.querySelectorAll('#event-list .fate')].slice(0, 4)"
                + ".every(fate => !fate.classList.contains('wait'))");
    }

    @Test
    void phoneWidth_needsNoSidewaysScroll() throws Exception {
        browser.width(360);
        String event = event("x".repeat(2000));
        assertEquals(200, running.https(event));
        awaitFate(event, LEFT);

        assertEquals(true, browser.run("return document.documentElement.scrollWidth <= 360"));
        assertTrue(browser.find("details[open] .pane pre").isDisplayed());
    }

    @Test
    void keyboard_reachesAndUsesEverything() {
        long before = shown();
        tab();
        assertEquals(
                "Skip to the events",
                browser.driver().switchTo().activeElement().getText());
        List<String> names = new ArrayList<>();
        for (int steps = 0; steps < 80; steps++) {
            tab();
            WebElement focused = browser.driver().switchTo().activeElement();
            if (focused.getTagName().equals("body")) {
                break;
            }
            assertFalse(
                    browser.run("return getComputedStyle(document.activeElement).outlineStyle")
                            .equals("none"),
                    () -> "focus cannot be seen on " + name(focused));
            names.add(name(focused));
            if (name(focused).equals("Send install_start · linux · shell by HTTPS")) {
                focused.sendKeys(Keys.ENTER);
                browser.await("document.querySelectorAll('#event-list > li').length > " + before);
            }
        }
        assertTrue(
                names.containsAll(List.of(
                        "Copy the lines for curl", "as a new event each time", "PostHog", "GA4", "open the newest")),
                names::toString);
        assertTrue(
                names.stream().anyMatch(name -> name.contains("install_start") && name.contains("HTTPS")),
                names::toString);
    }

    @Test
    void everyControl_hasAName_andThePageItsLandmarks() {
        for (WebElement control : browser.all("button, select, input, pre[tabindex], a")) {
            assertFalse(
                    name(control).isBlank() && control.isDisplayed(),
                    () -> String.valueOf(control.getDomProperty("outerHTML")));
        }
        assertEquals(1, browser.all("h1").size());
        assertEquals(1, browser.all("main").size());
        assertEquals("status", browser.find("#status").getAriaRole());
        assertEquals("en", browser.find("html").getDomAttribute("lang"));
        browser.await("document.querySelector('.frame').getAttribute('aria-label').includes('received by UDP')");
    }

    private static void tab() {
        browser.driver().switchTo().activeElement().sendKeys(Keys.TAB);
    }

    /** What a screen reader says. */
    private static String name(WebElement element) {
        return Objects.requireNonNullElse(element.getAccessibleName(), "");
    }

    private static long shown() {
        return browser.all("#event-list > li").size();
    }

    /** Waits until the newest event is this one and has come to this end. */
    private static void awaitFate(String text, String fate) {
        browser.await("document.querySelector('#event-list .size')?.textContent === '"
                + text.getBytes(StandardCharsets.UTF_8).length
                + " B' && document.querySelector('#event-list .fate').textContent === '" + fate + "'");
    }

    private String event(String os) {
        return "{\"event_label\":\"runtime_started\",\"session_id\":\"" + System.nanoTime() + "-" + ++sessions
                + "\",\"run_kind\":\"script\",\"os\":\"" + os + "\",\"colour\":\"red\"}";
    }
}
