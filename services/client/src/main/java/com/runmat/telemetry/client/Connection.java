package com.runmat.telemetry.client;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A connection to an endpoint, with TLS unless that is this machine. Tries the addresses of a name one after the other; the JDK's own
 * HTTP clients know the first alone. One thread opens it; any may close it, at any moment and without waiting, which ends
 * whatever is being done with it.
 */
final class Connection implements Closeable {
    /** An address that is not the last has this long to take the connection: longer than any usual way there and back. */
    private static final int ONE_OF_SEVERAL_MS = 500;

    /** Not waited for in full: who closes comes first. */
    private static final int LAST_MS = 2_000;

    private final URI endpoint;
    private @Nullable Socket socket;
    private boolean closed;

    Connection(URI endpoint) {
        this.endpoint = endpoint;
    }

    /** Connects; the certificate is trusted and bears the endpoint's name when this returns. */
    Socket open() throws IOException {
        if (!endpoint.getScheme().equalsIgnoreCase("https")) {
            return connect(80);
        }
        Proxy proxy = proxy();
        return secure(proxy == null ? connect(443) : connectBy(proxy));
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (socket != null) {
            closeQuietly(socket);
        }
    }

    private Socket connect(int usualPort) throws IOException {
        InetAddress[] addresses = InetAddress.getAllByName(host());
        for (int i = 0; i < addresses.length - 1; i++) {
            try {
                return connect(new Socket(), new InetSocketAddress(addresses[i], port(usualPort)), ONE_OF_SEVERAL_MS);
            } catch (IOException dead) {
                // the next one may live
            }
        }
        InetAddress last = addresses[addresses.length - 1];
        return connect(new Socket(), new InetSocketAddress(last, port(usualPort)), LAST_MS);
    }

    /** The one that the program's own settings name for this endpoint, if any. */
    private @Nullable Proxy proxy() {
        ProxySelector selector = ProxySelector.getDefault();
        List<Proxy> proxies = selector == null ? List.of() : selector.select(endpoint);
        return proxies.isEmpty() || proxies.get(0).type() == Proxy.Type.DIRECT ? null : proxies.get(0);
    }

    private Socket connectBy(Proxy proxy) throws IOException {
        Socket tunnel = new Socket(proxy);
        tunnel.setSoTimeout(LAST_MS); // the JDK's own request to the proxy cannot be closed from here
        return connect(tunnel, InetSocketAddress.createUnresolved(host(), port(443)), LAST_MS);
    }

    private Socket connect(Socket fresh, InetSocketAddress to, int millis) throws IOException {
        hold(fresh);
        try {
            fresh.connect(to, millis);
            return fresh;
        } catch (IOException | RuntimeException failed) {
            closeQuietly(fresh);
            throw failed;
        }
    }

    private synchronized void hold(Socket fresh) throws IOException {
        if (closed) {
            closeQuietly(fresh);
            throw new IOException("the time is over");
        }
        socket = fresh;
    }

    private Socket secure(Socket plain) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket secure = (SSLSocket) factory.createSocket(plain, host(), port(443), true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }

    private String host() {
        String host = endpoint.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private int port(int usual) {
        return endpoint.getPort() < 0 ? usual : endpoint.getPort();
    }

    /** Closing what TLS runs on needs none of its locks, so it never waits for the other side. */
    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // as was wanted
        }
    }
}
