package com.runmat.telemetry.kit;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Fresh certificates that nobody but their bearer has signed.
 *
 * @param store PKCS12, with a key for each name; a JVM can be told to trust it by {@link #PASSWORD}
 */
public record TestCertificate(Path store) {
    public static final String PASSWORD = "changeit";

    /**
     * Makes one for each name; whoever asks for a name is shown its own.
     *
     * @param folder for the store
     * @param names of the hosts that bear them
     */
    public static TestCertificate of(Path folder, int days, String... names) throws Exception {
        Path store = folder.resolve(names[0] + "-" + days + ".p12");
        for (String name : names) {
            generate(store, days, name);
        }
        return new TestCertificate(store);
    }

    private static void generate(Path store, int days, String name) throws Exception {
        Path log = store.resolveSibling(name + "-" + days + ".log");
        String options = "-genkeypair -keyalg EC -storetype PKCS12 -alias " + name + " -validity " + days
                + " -storepass " + PASSWORD + " -dname CN=" + name + " -ext SAN=dns:" + name + " -keystore " + store;
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder((keytool + " " + options).split(" ", -1))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new AssertionError(Files.readString(log));
        }
    }

    /** What a server bears them with, and a client trusts them with. */
    public SSLContext context() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance("NewSunX509"); // the one that looks at the name
        own.init(keys, PASSWORD.toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        for (String name : Collections.list(keys.aliases())) {
            trusted.setCertificateEntry(name, keys.getCertificate(name));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
