package com.runmat.telemetry.probe;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Whether the certificate is trusted, bears the host's name and lasts. */
final class TlsCheck {
    /** Managed certificates are renewed about 30 days before they end: fewer than 14 means that renewal does not work. */
    private static final long FEW_DAYS = 14;

    private final SSLContext context;
    private final Clock clock;
    private final int patienceMillis;

    /** @param patience for the connection, and for each step of the handshake */
    TlsCheck(SSLContext context, Clock clock, Duration patience) {
        this.context = context;
        this.clock = clock;
        this.patienceMillis = Math.toIntExact(patience.toMillis());
    }

    Finding check(String target, URI endpoint) {
        if (!"https".equals(endpoint.getScheme())) {
            return Finding.skip(target, "TLS", "plain http");
        }
        int port = endpoint.getPort() < 0 ? 443 : endpoint.getPort();
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(endpoint.getHost(), port), patienceMillis);
            plain.setSoTimeout(patienceMillis);
            return lasting(target, endpoint.getHost(), certificate(plain, endpoint.getHost(), port));
        } catch (SSLException refused) {
            return Finding.fail(
                    target,
                    "TLS",
                    "the certificate is not good for " + endpoint.getHost() + ": " + refused.getMessage());
        } catch (IOException failed) {
            return Finding.fail(target, "TLS", "no connection to port " + port + ": " + failed.getMessage());
        }
    }

    private X509Certificate certificate(Socket plain, String host, int port) throws IOException {
        try (SSLSocket secure = (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true)) {
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
            secure.startHandshake();
            return (X509Certificate) secure.getSession().getPeerCertificates()[0];
        }
    }

    private Finding lasting(String target, String host, X509Certificate certificate) {
        long days = Duration.between(clock.instant(), certificate.getNotAfter().toInstant())
                .toDays();
        String seen = host + ", " + days + " days left";
        return days < FEW_DAYS
                ? Finding.warn(target, "TLS", seen + ": it should have been renewed by now")
                : Finding.pass(target, "TLS", seen);
    }
}
