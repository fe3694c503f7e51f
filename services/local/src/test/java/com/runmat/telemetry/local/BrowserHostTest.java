package com.runmat.telemetry.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.local.page.PageServer;
import java.net.http.HttpClient;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The example of a browser host: consent decides, and the worker's origins do. */
class BrowserHostTest {
    private static Browser browser;
    private static Running running;

    @BeforeAll
    static void start() throws Exception {
        browser = Browser.open();
        running = Running.start();
    }

    @AfterAll
    static void end() throws Exception {
        if (running != null) {
            running.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

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
