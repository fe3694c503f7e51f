package com.runmat.telemetry.local;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** One browser and one pipeline, as it is deployed, for all tests of a class. */
abstract class InBrowser {
    static Browser browser;

    static Running running;

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
}
