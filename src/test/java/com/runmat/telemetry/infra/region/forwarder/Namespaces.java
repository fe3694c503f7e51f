package com.runmat.telemetry.infra.region.forwarder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.runmat.telemetry.infra.Tool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Two network namespaces with a cable between them: a machine on which something listens, and somebody who sends to it.
 * Needs the rights of root.
 */
final class Namespaces implements AutoCloseable {
    static final String IPV4 = "192.0.2.1";
    static final String IPV6 = "2001:db8::1";
    static final int TELEMETRY_PORT = 7846;
    static final int HEALTH_PORT = 9000;

    /** On which the machine listens too. */
    static final int OTHER_PORT = 9001;

    private final String machine =
            "telemetry-machine-" + ProcessHandle.current().pid();
    private final String sender = "telemetry-sender-" + ProcessHandle.current().pid();
    private final Process listener;

    Namespaces() {
        remove();
        try {
            Tool.run("ip", "netns", "add", machine);
        } catch (AssertionError refused) {
            Tool.skip("The machine's firewall cannot be tried here for want of network namespaces: "
                    + refused.getMessage());
        }
        Tool.run("ip", "netns", "add", sender);
        Tool.run("ip", "link", "add", "cable0", "netns", machine, "type", "veth", "peer", "cable1", "netns", sender);
        join(machine, "cable0", IPV4, IPV6);
        join(sender, "cable1", "192.0.2.2", "2001:db8::2");
        listener = listen();
    }

    private static void join(String namespace, String cable, String ipv4, String ipv6) {
        in(namespace, "ip address add " + ipv4 + "/24 dev " + cable);
        in(namespace, "ip address add " + ipv6 + "/64 dev " + cable + " nodad");
        in(namespace, "ip link set lo up");
        in(namespace, "ip link set " + cable + " up");
    }

    private Process listen() {
        try {
            Process process = new ProcessBuilder(java(machine, Listener.class))
                    .redirectErrorStream(true)
                    .start();
            BufferedReader said = process.inputReader();
            assertEquals("listening", said.readLine());
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a shell's command on the machine and gives what it said; fails the test when it fails. */
    String onMachine(String command) {
        return in(machine, command);
    }

    /** Sends so many datagrams, each from a port of its own, and a health probe between each thousand. */
    String flood(String to, int datagrams) {
        return said(java(sender, Flood.class, to, String.valueOf(datagrams)));
    }

    /** Whether a connection comes about, within the second that it is given. */
    boolean answers(String address, int port) {
        return said(java(sender, Flood.Probe.class, address, String.valueOf(port)))
                .equals("answered");
    }

    private static String said(List<String> command) {
        List<String> rest = command.subList(1, command.size());
        return Tool.run(command.get(0), rest.toArray(String[]::new)).strip();
    }

    private static String in(String namespace, String command) {
        return Tool.run("ip", "netns", "exec", namespace, "sh", "-c", command);
    }

    private static List<String> java(String namespace, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "ip",
                "netns",
                "exec",
                namespace,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    @Override
    public void close() {
        listener.destroyForcibly();
        remove();
    }

    private void remove() {
        for (String namespace : List.of(machine, sender)) {
            if (Tool.run("ip", "netns", "list").contains(namespace)) {
                Tool.run("ip", "netns", "delete", namespace);
            }
        }
    }
}
