package com.runmat.telemetry.local;

import java.util.List;

/**
 * The command line.
 *
 * @param port the page's; 0 takes a free one, as it does for the others
 * @param ingestPort where clients post events
 * @param udpPort where clients send datagrams
 * @param verbose whether the services' logs are shown
 */
record Options(int port, int ingestPort, int udpPort, boolean verbose) {
    static final int DEFAULT_PORT = 7840;
    static final int DEFAULT_UDP_PORT = 7846;
    private static final int LAST_PORT = 65_535;
    static final String HELP = """
            ./telemetry local: the whole pipeline on this machine, and a page to watch it. Ctrl-C ends it.

              --port N          the page, default 7840
              --ingest-port N   where clients post events, default the page's port + 1
              --udp-port N      where clients send datagrams, default 7846
              --verbose         show the services' logs
              --help            this text

            A port of 0 takes a free one.
            """;

    /** Says which option is wrong and what it takes. */
    static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1;

        Wrong(String sentence) {
            super(sentence);
        }
    }

    static Options of(List<String> args) {
        int port = number(args, "--port", DEFAULT_PORT);
        int ingest = number(args, "--ingest-port", port == 0 ? 0 : port + 1);
        if (ingest > LAST_PORT) {
            throw new Wrong("behind --port " + port + " there is no port left for events; give --ingest-port too");
        }
        int udp = number(args, "--udp-port", DEFAULT_UDP_PORT);
        refuseOthers(args);
        return new Options(port, ingest, udp, args.contains("--verbose"));
    }

    private static int number(List<String> args, String option, int fallback) {
        int at = args.indexOf(option);
        if (at < 0) {
            return fallback;
        }
        String text = at + 1 < args.size() ? args.get(at + 1) : "";
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > LAST_PORT) {
            throw new Wrong(option + " takes a port from 0 to 65535, not '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    private static void refuseOthers(List<String> args) {
        for (int i = 0; i < args.size(); i++) {
            switch (args.get(i)) {
                case "--port", "--ingest-port", "--udp-port" -> i++;
                case "--verbose" -> {}
                default -> throw new Wrong("there is no option '" + args.get(i) + "'; --help lists them");
            }
        }
    }
}
