package com.runmat.telemetry.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** All that a service talks to, on the loopback interface: over TLS as in production, the metadata server without. */
final class StandIn implements AutoCloseable {
    private static final String PASSWORD = "training";
    private static final int PATIENCE_SECONDS = 60;
    private static final int PAUSE_MILLIS = 10;

    /** Pleases each of them: a back end, the worker, the metadata server, Secret Manager. */
    private static final byte[] ANSWER = """
            {"ok":true,"status":1,"access_token":"training","expires_in":3600,"payload":{"data":"dHJhaW5pbmctc2VjcmV0"}}""".getBytes(UTF_8);

    private final Path store;
    private final HttpsServer secure;
    private final HttpServer plain;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger answers = new AtomicInteger();
    private final Semaphore batches = new Semaphore(0);

    private StandIn(Path store, HttpsServer secure, HttpServer plain) {
        this.store = store;
        this.secure = secure;
        this.plain = plain;
        for (HttpServer server : List.of(secure, plain)) {
            server.createContext("/", this::answer);
            server.setExecutor(threads);
            server.start();
        }
    }

    /** @param folder for a key that lives as long as this */
    static StandIn start(Path folder, Jdk jdk) throws IOException, InterruptedException {
        var store = folder.resolve("training.p12");
        Files.deleteIfExists(store);
        new Command(List.of(
                        jdk.tool("keytool"),
                        "-genkeypair",
                        "-alias",
                        "stand-in",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toAbsolutePath().toString(),
                        "-storepass",
                        PASSWORD))
                .run(folder);
        var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var secure = HttpsServer.create(loopback, 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(context(store)));
        return new StandIn(store, secure, HttpServer.create(loopback, 0));
    }

    private static SSLContext context(Path file) throws IOException {
        try {
            var keys = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
            var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(keys, PASSWORD.toCharArray());
            var context = SSLContext.getInstance("TLS");
            context.init(factory.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException("the key that was just made cannot be used", unusable);
        }
    }

    String https() {
        return "https://localhost:" + secure.getAddress().getPort();
    }

    /** Host and port without TLS. */
    String plain() {
        return "127.0.0.1:" + plain.getAddress().getPort();
    }

    /** What makes a JVM trust the key. */
    List<String> trust() {
        return List.of(
                "-Djavax.net.ssl.trustStore=" + store.toAbsolutePath(),
                "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
    }

    /** Waits for a batch of the forwarder's that was not waited for yet. */
    void awaitOneMore() throws InterruptedException {
        if (!batches.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new CannotFill("in training no batch arrived within " + PATIENCE_SECONDS + " s");
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            pauseEachSecondTime();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, ANSWER.length);
            exchange.getResponseBody().write(ANSWER);
        }
        if (exchange.getRequestURI().getPath().equals("/ingest")) {
            batches.release();
        }
    }

    /** Waiting for an answer and finding it there already take different ways through a client, too. */
    private void pauseEachSecondTime() {
        if (answers.getAndIncrement() % 2 == 1) {
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() throws IOException {
        secure.stop(0);
        plain.stop(0);
        threads.close();
        Files.delete(store);
    }
}
