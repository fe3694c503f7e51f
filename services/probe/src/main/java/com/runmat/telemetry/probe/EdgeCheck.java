package com.runmat.telemetry.probe;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/**
 * Whether an edge answers for a domain, asked at its own addresses: so it is known before the name leads there. A family of
 * addresses that this machine cannot reach at all is left out.
 */
final class EdgeCheck {
    private static final int LONGEST_STATUS_LINE = 1_000;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})\\b.*");

    private final SSLContext context;
    private final Clock clock;
    private final Duration patience;

    /** @param patience for each connection, and for each step of what follows */
    EdgeCheck(SSLContext context, Clock clock, Duration patience) {
        this.context = context;
        this.clock = clock;
        this.patience = patience;
    }

    /** What one address does. */
    private record Answer(InetAddress address, Finding.Result result, String detail) {
        String said() {
            return address.getHostAddress() + " " + detail;
        }
    }

    /** All addresses at once, for a name leads to any of them. */
    Finding check(Edge edge) throws InterruptedException {
        List<Callable<Answer>> asks = edge.addresses().stream()
                .<Callable<Answer>>map(address -> () -> ask(edge, address))
                .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return together(
                    edge,
                    threads.invokeAll(asks).stream().map(EdgeCheck::answer).toList());
        }
    }

    private static Answer answer(Future<Answer> done) {
        try {
            return done.get();
        } catch (InterruptedException | ExecutionException broken) { // all are done, and each answers its own failures
            throw new IllegalStateException(broken);
        }
    }

    private static Finding together(Edge edge, List<Answer> answers) {
        Finding.Result worst = List.of(Finding.Result.FAIL, Finding.Result.WARN, Finding.Result.PASS).stream()
                .filter(result -> answers.stream().anyMatch(answer -> answer.result() == result))
                .findFirst()
                .orElse(Finding.Result.SKIP);
        String start =
                worst == Finding.Result.FAIL ? "not ready: " : worst == Finding.Result.SKIP ? "not seen: " : "ready: ";
        List<Answer> told = worst == Finding.Result.FAIL
                ? answers.stream().filter(answer -> answer.result() == worst).toList()
                : answers;
        return new Finding(
                edge.title(),
                edge.domain(),
                worst,
                start + told.stream().map(Answer::said).collect(Collectors.joining("; ")));
    }

    private Answer ask(Edge edge, InetAddress address) {
        var to = new InetSocketAddress(address, edge.port());
        try (SSLSocket secure = SecureConnection.open(context, to, edge.domain(), patience)) {
            long days = SecureConnection.daysLeft(secure, clock);
            int status = health(secure, edge.domain());
            if (status != 200) {
                return new Answer(address, Finding.Result.FAIL, "answers " + status + " to /health");
            }
            String left = days + " days left";
            return days < TlsCheck.FEW_DAYS
                    ? new Answer(address, Finding.Result.WARN, left + ", it should have been renewed by now")
                    : new Answer(address, Finding.Result.PASS, left);
        } catch (SSLException refused) {
            return new Answer(
                    address,
                    Finding.Result.FAIL,
                    "has no certificate for " + edge.domain() + " yet: " + refused.getMessage());
        } catch (IOException failed) {
            return unreachable(failed, address)
                    ? new Answer(address, Finding.Result.SKIP, "not asked: this machine has no IPv6")
                    : new Answer(address, Finding.Result.FAIL, "does not answer: " + failed.getMessage());
        }
    }

    /** A refused connection and one that is not answered in time say something of the other side; this does not. */
    private static boolean unreachable(IOException failed, InetAddress address) {
        return address instanceof Inet6Address
                && failed instanceof SocketException
                && !(failed instanceof ConnectException);
    }

    /** By hand: the JDK's client would look the name up. */
    private static int health(SSLSocket secure, String domain) throws IOException {
        String request =
                "GET /health HTTP/1.1\r\nHost: " + domain + "\r\nUser-Agent: runmat-probe\r\nConnection: close\r\n\r\n";
        secure.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        StringBuilder line = new StringBuilder();
        for (int c = secure.getInputStream().read();
                c >= ' ' && line.length() < LONGEST_STATUS_LINE;
                c = secure.getInputStream().read()) {
            line.append((char) c);
        }
        Matcher status = STATUS.matcher(line);
        if (!status.matches()) {
            throw new IOException("no HTTP: " + line);
        }
        return Integer.parseInt(status.group(1));
    }
}
