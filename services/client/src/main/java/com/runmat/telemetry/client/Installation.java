package com.runmat.telemetry.client;

import java.util.Locale;

/**
 * One run of an installer, which tells at most that it began and how it ended.
 *
 * @param method which installer
 * @param release the version being installed; left out of the events when it does not look like one
 */
public record Installation(Method method, String release) {
    /** Which installer. */
    public enum Method {
        SHELL,
        POWERSHELL
    }

    /** The installer began. */
    public Event start() {
        return new Step(Label.INSTALL_START, this);
    }

    /** It reached its end. */
    public Event complete() {
        return new Step(Label.INSTALL_COMPLETE, this);
    }

    /** It gave up. Why is not told. */
    public Event failed() {
        return new Step(Label.INSTALL_FAILED, this);
    }

    private static final class Step extends Event {
        private final Installation installation;

        Step(Label label, Installation installation) {
            super(label);
            this.installation = installation;
        }

        @Override
        void putFields(JsonObject json, Host host) {
            json.put("os", host.os())
                    .put("arch", host.arch())
                    .put("platform", host.platform())
                    .put("release", Fit.release(installation.release()))
                    .put("method", installation.method().name().toLowerCase(Locale.ROOT));
        }
    }
}
