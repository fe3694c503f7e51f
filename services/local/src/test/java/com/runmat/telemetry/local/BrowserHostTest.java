package com.runmat.telemetry.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.local.page.PageServer;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

/** The example of a browser host: consent decides, and the worker's origins do. */
class BrowserHostTest extends InBrowser {
    private static final Pattern ID = Pattern.compile("\"(?:uuid|cid|session_id)\": \"([^\"]+)\"");

    @Test
    void consent_decidesWhetherAnythingIsSent() {
        open(running.page());
        run(1);
        assertEquals(List.of(), sent());
        assertTrue(browser.find("#none").isDisplayed());

        browser.find("#allow").click();
        run(2);
        browser.await("document.querySelectorAll('#sent li').length === 2");
        browser.await("[...document.querySelectorAll('#sent p')].every(line => line.textContent.endsWith(': sent'))");
        assertTrue(browser.find("#sent").getText().contains("\"duration_us\""), "what was sent can be read");
        assertTrue(sent().size() >= 2);

        browser.find("#refuse").click();
        run(3);
        assertEquals(List.of(), sent());
        assertEquals(2, browser.all("#sent li").size());
        assertEquals(List.of(), browser.complaints());
    }

    /** Neither an id nor the beginning of one joins what was sent under one consent to what is sent under the next. */
    @Test
    void consent_takenBackAndGivenAgain_sharesNoId() {
        open(running.page());
        List<Set<String>> ids = new ArrayList<>();
        for (int consent = 1; consent <= 2; consent++) {
            browser.find("#allow").click();
            run(consent);
            browser.await("document.querySelectorAll('#sent li').length === " + 2 * consent);
            ids.add(browser.all("#sent li pre").stream()
                    .skip(2L * (consent - 1))
                    .map(WebElement::getText)
                    .flatMap(text -> ID.matcher(text).results().map(found -> found.group(1)))
                    .map(id -> id.substring(0, 8))
                    .collect(Collectors.toSet()));
            browser.find("#refuse").click();
        }
        assertEquals(4, ids.getFirst().size(), "one client, one session, two events: " + ids);
        assertTrue(Collections.disjoint(ids.getFirst(), ids.getLast()), ids::toString);
    }

    @Test
    void run_begunUnderAConsentThatWasTakenBack_staysSilent() {
        open(running.page());
        Object shown = browser.driver().executeAsyncScript("""
                const [endpoint, done] = arguments;
                import("/telemetry.js").then(async ({ telemetry }) => {
                  const shown = [];
                  const show = (event) => { shown.push(event.event_label); return () => {}; };
                  const sender = telemetry({ endpoint, key: "local-key", show });
                  const about = { run_kind: "script" };
                  sender.consent(true);
                  const send = sender.run();
                  await send({ event_label: "runtime_started", ...about });
                  sender.consent(false);
                  await send({ event_label: "runtime_finished", ...about });
                  sender.consent(true);
                  await send({ event_label: "runtime_finished", ...about });
                  done(shown.join());
                });""", running.ingest().toString());

        assertEquals("runtime_started", shown);
    }

    /** As the CLI does, so that nothing is sent unseen, whatever becomes of the page meanwhile. */
    @Test
    void event_isShownBeforeItIsSent() {
        open(running.page());
        browser.run("window.shown = []; const real = window.fetch; window.fetch = (...all) => {"
                + " window.shown.push(document.querySelector('#sent').textContent); return real(...all); }");
        browser.find("#allow").click();
        run(1);
        browser.await("window.shown.length === 2");

        assertEquals(
                true,
                browser.run("return window.shown[0].includes('runtime_started: being sent')"
                        + " && window.shown[1].includes('runtime_finished: being sent')"));
        browser.await("[...document.querySelectorAll('#sent p')].every(line => line.textContent.endsWith(': sent'))");
    }

    @Test
    void globalPrivacyControl_outweighsConsent() {
        Object script = browser.driver()
                .executeCdpCommand(
                        "Page.addScriptToEvaluateOnNewDocument",
                        Map.of(
                                "source",
                                "Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true })"))
                .get("identifier");
        try {
            open(running.page());
            assertFalse(browser.find("#allow").isEnabled());
            assertTrue(browser.find("#state").getText().contains("Global Privacy Control"));
            browser.run("document.querySelector('#allow').disabled = false");
            browser.find("#allow").click();
            run(1);

            assertEquals(List.of(), sent());
            assertEquals(0, browser.all("#sent li").size());
        } finally {
            browser.driver()
                    .executeCdpCommand(
                            "Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", String.valueOf(script)));
        }
    }

    @Test
    void consent_leavesNothingInTheBrowser() {
        open(running.page());
        browser.find("#allow").click();
        run(1);
        browser.await("document.querySelectorAll('#sent li').length === 2");

        assertEquals(
                "0 0 ",
                browser.run("return localStorage.length + ' ' + sessionStorage.length + ' ' + document.cookie"));
    }

    @Test
    void origin_thatIsNotConfigured_isRefused() {
        try (PageServer stranger = PageServer.start(
                0,
                running.pipeline().way(),
                running.pipeline().journal(),
                List.of(),
                List.of(),
                HttpClient.newHttpClient())) {
            long before = running.pipeline().journal().revision();
            open(stranger.url().toString());
            browser.find("#allow").click();
            run(1);
            browser.await("document.querySelectorAll('#sent li').length === 2");

            assertTrue(browser.find("#sent").getText().contains("runtime_started: not sent"));
            assertTrue(browser.complaints().stream().anyMatch(line -> line.contains("CORS")));
            assertEquals(before, running.pipeline().journal().revision(), "the browser asks before it sends");
        }
    }

    private static void open(String page) {
        browser.driver().get(page + "browser-host");
        browser.await("document.documentElement.dataset.ready");
        sent();
    }

    private static void run(int number) {
        browser.find("#run").click();
        browser.await("document.querySelector('#ran').textContent === 'Run " + number + " has finished.'");
    }

    /** Requests for the worker since the last time. */
    private static List<String> sent() {
        String ingest = running.ingest().toString();
        return browser.requests().stream().filter(ingest::equals).toList();
    }
}
