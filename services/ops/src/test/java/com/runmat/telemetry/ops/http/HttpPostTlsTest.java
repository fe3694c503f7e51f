package com.runmat.telemetry.ops.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests for {@link HttpPost} over TLS, with a certificate for {@code localhost} that the JDK's keytool makes. */
class HttpPostTlsTest {
    private static final String PASSWORD = "changeit";
    private static final byte[] BODY = "some events".getBytes(StandardCharsets.US_ASCII);

    private final SSLContext usual = SSLContext.getDefault();
    private final HttpPost http = new HttpPost(Duration.ofSeconds(3), 1000);
    private final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();
    private HttpsServer server = HttpsServer.create();

    HttpPostTlsTest() throws Exception {}

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        SSLContext tls = tls(certificate(folder.resolve("keys")));
        SSLContext.setDefault(tls);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/", exchange -> {
            connections.add(exchange.getRemoteAddress());
            exchange.sendResponseHeaders(
                    exchange.getRequestBody().readAllBytes().length == BODY.length ? 200 : 400, -1);
            exchange.close();
        });
        server.start();
    }

    private static Path certificate(Path file) throws Exception {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String arguments =
                "-genkeypair -alias a -keyalg EC -dname CN=localhost -ext san=dns:localhost -validity 2 -storepass "
                        + PASSWORD + " -keystore " + file;
        ProcessBuilder builder = new ProcessBuilder(keytool);
        builder.command().addAll(java.util.List.of(arguments.split(" ", 0)));
        assertEquals(
                0,
                builder.redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor());
        return file;
    }

    private static SSLContext tls(Path file) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD.toCharArray());
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return tls;
    }

    @AfterEach
    void stop() {
        SSLContext.setDefault(usual);
        http.close();
        server.stop(0);
    }

    @Test
    void post_trustedCertificateOfTheHost_isAnswered_andTheConnectionKept() {
        for (int i = 0; i < 3; i++) {
            HttpReply.Answered answered = assertInstanceOf(HttpReply.Answered.class, post("localhost"));
            assertEquals(200, answered.status());
        }
        assertEquals(1, connections.size());
    }

    @Test
    void post_certificateOfAnotherHost_isUnreachable_andNothingIsSent() {
        assertInstanceOf(HttpReply.Unreachable.class, post("127.0.0.1"));
        assertEquals(0, connections.size());
    }

    @Test
    void post_certificateThatNobodyVouchesFor_isUnreachable() {
        SSLContext.setDefault(usual);
        assertInstanceOf(HttpReply.Unreachable.class, post("localhost"));
    }

    private HttpReply post(String host) {
        URI uri = URI.create("https://" + host + ":" + server.getAddress().getPort() + "/");
        return http.post(uri, Map.of(), BODY, Deadline.in(Duration.ofSeconds(30)));
    }
}
