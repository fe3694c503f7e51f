package com.runmat.telemetry.probe;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A TLS connection to one address, for a host that the address need not be the host's: asked for by name (SNI) and held to it. */
final class SecureConnection {
    private SecureConnection() {}

    /**
     * Connects and shakes hands.
     *
     * @param patience for the connection, and for each read
     * @throws javax.net.ssl.SSLException when the certificate is not trusted or does not bear the host's name
     */
    static SSLSocket open(SSLContext context, InetSocketAddress to, String host, Duration patience) throws IOException {
        Socket plain = new Socket();
        try {
            int millis = Math.toIntExact(patience.toMillis());
            plain.connect(to, millis);
            plain.setSoTimeout(millis);
            SSLSocket secure = (SSLSocket) context.getSocketFactory().createSocket(plain, host, to.getPort(), true);
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
            secure.startHandshake();
            return secure;
        } catch (IOException | RuntimeException failed) {
            plain.close();
            throw failed;
        }
    }

    /** Of the other side's certificate. */
    static long daysLeft(SSLSocket secure, Clock clock) throws IOException {
        X509Certificate certificate = (X509Certificate) secure.getSession().getPeerCertificates()[0];
        return Duration.between(clock.instant(), certificate.getNotAfter().toInstant())
                .toDays();
    }
}
