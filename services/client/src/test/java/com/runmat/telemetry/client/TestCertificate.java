package com.runmat.telemetry.client;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A fresh certificate in a store that a server takes its key from and that a JVM can be told to trust. */
final class TestCertificate {
    static final String PASSWORD = "changeit";

    private TestCertificate() {}

    /** The store, in the folder. */
    static Path of(Path folder, String name) throws Exception {
        Path store = folder.resolve("certificate.p12");
        String keytool = Path.of(System.getProperty("java.home"), "bin/keytool").toString();
        String options = "-genkeypair -keyalg EC -alias test -validity 9 -storetype PKCS12 -dname CN=" + name
                + " -ext SAN=dns:" + name + " -storepass " + PASSWORD + " -keystore " + store;
        List<String> command = new ArrayList<>(List.of(keytool));
        command.addAll(List.of(options.split(" ", -1)));
        Child made = Child.run(Map.of(), command);
        if (made.code() != 0) {
            throw new AssertionError(made.out());
        }
        return store;
    }

    static SSLContext server(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), null, null);
        return context;
    }
}
