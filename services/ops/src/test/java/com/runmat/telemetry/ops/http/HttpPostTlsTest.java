package com.runmat.telemetry.ops.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.runmat.telemetry.kit.TestCertificate;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests for {@link HttpPost} over TLS. */
class HttpPostTlsTest {
    private static final byte[] BODY = "some events".getBytes(StandardCharsets.US_ASCII);

    private final SSLContext usual = SSLContext.getDefault();
    private final HttpPost http = new HttpPost(Duration.ofSeconds(3), 1000);
    private final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();
    private HttpsServer server = HttpsServer.create();

    HttpPostTlsTest() throws Exception {}

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        SSLContext tls = TestCertificate.of(folder, 2, "localhost").context();
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
