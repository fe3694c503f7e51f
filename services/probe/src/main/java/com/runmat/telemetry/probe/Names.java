package com.runmat.telemetry.probe;

import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;

/** Asks a name server, not the machine's files or caches. */
final class Names {
    @SuppressWarnings("JdkObsolete") // what the constructor of InitialDirContext takes
    private final Hashtable<String, String> environment = new Hashtable<>();

    /** @param resolver host or host:port of the name server, empty for those of the machine */
    Names(String resolver) {
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put(Context.PROVIDER_URL, "dns://" + resolver);
        environment.put("com.sun.jndi.dns.timeout.initial", "2000");
        environment.put("com.sun.jndi.dns.timeout.retries", "2");
    }

    /** The records of a type, sorted, in lower case and without the final dot; none when the name has none or is not there. */
    @SuppressWarnings("BanJNDI") // the DNS provider makes texts of records and never deserializes anything
    List<String> records(String name, String type) throws NamingException {
        DirContext dns = new InitialDirContext(environment);
        try {
            Attribute found = dns.getAttributes(name, new String[] {type}).get(type);
            List<String> records = new ArrayList<>();
            for (int i = 0; found != null && i < found.size(); i++) {
                records.add(String.valueOf(found.get(i)));
            }
            return NameServer.plain(records);
        } catch (NameNotFoundException none) {
            return List.of();
        } finally {
            dns.close();
        }
    }
}
