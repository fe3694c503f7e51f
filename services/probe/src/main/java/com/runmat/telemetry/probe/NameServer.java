package com.runmat.telemetry.probe;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;

/**
 * A name server asked for whole answers: {@link Names} tells neither the records that a parent zone has of a signed one, nor that a
 * server refuses to answer because of them.
 */
final class NameServer {
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final int PORT = 53;
    private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[^]]+]|[^:]+)(?::([0-9]{1,5}))?");

    private final String host;
    private final int port;

    /**
     * Looks nothing up yet.
     *
     * @param address host or host:port, empty for those of the machine
     * @throws WrongArguments when it is none of them
     */
    NameServer(String address) {
        Matcher parts = HOST_AND_PORT.matcher(address);
        boolean named = parts.matches();
        host = named ? parts.group(1) : "";
        port = named && parts.group(2) != null ? Integer.parseInt(parts.group(2)) : PORT;
        if ((!named && !address.isEmpty()) || port < 1 || port > HostAndPort.LAST_PORT) {
            throw new WrongArguments("--resolver is a host, with :PORT where it is not 53, not " + address);
        }
    }

    /** As JNDI takes it. */
    String address() {
        return host.isEmpty() ? "" : host + ":" + port;
    }

    /**
     * What a name server said.
     *
     * @param broken whether it could not find out (SERVFAIL), as with a signature that fits no key
     * @param records without their final dots, in lower case, sorted
     * @param seconds how long others may keep them, 0 without records
     */
    record Answer(boolean broken, List<String> records, long seconds) {}

    /** @param type as {@link org.xbill.DNS.Type} numbers them */
    Answer ask(String name, int type) throws IOException {
        Message answer = resolver().send(Message.newQuery(Record.newRecord(absolute(name), type, DClass.IN)));
        List<Record> found = answer.getSection(Section.ANSWER).stream()
                .filter(entry -> entry.getType() == type)
                .toList();
        return new Answer(
                answer.getRcode() == Rcode.SERVFAIL,
                plain(found.stream().map(Record::rdataToString).toList()),
                found.stream().mapToLong(Record::getTTL).max().orElse(0));
    }

    private Resolver resolver() throws IOException {
        Resolver resolver =
                host.isEmpty() ? new ExtendedResolver() : new SimpleResolver(new InetSocketAddress(host, port));
        resolver.setTimeout(PATIENCE);
        return resolver;
    }

    private static Name absolute(String name) throws TextParseException {
        return Name.fromString(name, Name.root);
    }

    private static String plain(String text) {
        String one = text.toLowerCase(Locale.ROOT).strip().replaceAll("\\s+", " ");
        return one.endsWith(".") ? one.substring(0, one.length() - 1) : one;
    }

    /** Sorted, to be compared. */
    static List<String> plain(List<String> records) {
        return records.stream().map(NameServer::plain).sorted().toList();
    }
}
