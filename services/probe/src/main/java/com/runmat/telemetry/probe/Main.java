package com.runmat.telemetry.probe;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import javax.net.ssl.SSLContext;

/** The command line. Exit codes: 0 no check failed, 1 one did, 2 wrong arguments. */
public final class Main {
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException, NoSuchAlgorithmException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(List.of(arguments), out));
    }

    private static int run(List<String> arguments, PrintStream out)
            throws InterruptedException, NoSuchAlgorithmException {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            out.print(Options.HELP);
            return 0;
        }
        Options options;
        try {
            options = Options.of(arguments, System.getenv(), System.in);
        } catch (WrongArguments wrong) {
            System.err.println("telemetry: " + PlainText.of(String.valueOf(wrong.getMessage())));
            return USAGE;
        }
        List<Finding> findings =
                new Probe(options, SSLContext.getDefault(), finding -> progress(options.progress(), finding)).run();
        out.print(options.json() ? Report.json(findings) : Report.table(findings));
        return Report.good(findings) ? 0 : FAILED;
    }

    /** A probe takes up to two minutes; someone who watches sees that it moves. */
    private static void progress(boolean watched, Finding finding) {
        if (watched) {
            System.err.print("\r\033[K" + finding.target() + " " + finding.check() + "\r\033[K");
        }
    }
}
