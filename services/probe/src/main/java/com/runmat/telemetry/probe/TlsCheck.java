package com.runmat.telemetry.probe;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/** Whether the certificate is trusted, bears the host's name and lasts. */
final class TlsCheck {
    /** Managed certificates are renewed about 30 days before they end: fewer than 14 means that renewal does not work. */
    static final long FEW_DAYS = 14;

    private final SSLContext context;
    private final Clock clock;
    private final Duration patience;

    /** @param patience for the connection, and for each step of the handshake */
    TlsCheck(SSLContext context, Clock clock, Duration patience) {
        this.context = context;
        this.clock = clock;
        this.patience = patience;
    }

    Finding check(String target, URI endpoint) {
        if (!"https".equals(endpoint.getScheme())) {
            return Finding.skip(target, "TLS", "plain http");
        }
        int port = endpoint.getPort() < 0 ? 443 : endpoint.getPort();
        var to = new InetSocketAddress(endpoint.getHost(), port);
        try (SSLSocket secure = SecureConnection.open(context, to, endpoint.getHost(), patience)) {
            return lasting(target, endpoint.getHost(), SecureConnection.daysLeft(secure, clock));
        } catch (SSLException refused) {
            return Finding.fail(
                    target,
                    "TLS",
                    "the certificate is not good for " + endpoint.getHost() + ": " + refused.getMessage());
        } catch (IOException failed) {
            return Finding.fail(target, "TLS", "no connection to port " + port + ": " + failed.getMessage());
        }
    }

    private static Finding lasting(String target, String host, long days) {
        String seen = host + ", " + days + " days left";
        return days < FEW_DAYS
                ? Finding.warn(target, "TLS", seen + ": it should have been renewed by now")
                : Finding.pass(target, "TLS", seen);
    }
}
