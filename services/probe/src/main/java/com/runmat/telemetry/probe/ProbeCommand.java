package com.runmat.telemetry.probe;

import com.runmat.telemetry.commandline.Action;
import com.runmat.telemetry.commandline.Refusal;
import java.io.InputStream;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./telemetry probe}. */
@Command(
        name = "probe",
        description = {
            "Looks at a deployment from outside: DNS (A, AAAA, delegation as this machine sees it), TLS (name, days left),",
            "/health, 401 without the key, 200 with it for a marked test event, and for UDP whether the marked event is",
            "counted at the worker. Of a stack's outputs, also whether each edge is ready for each domain, asked at the edge's",
            "own addresses whatever the name leads to.",
            "",
            "  pulumi stack output --json | ./telemetry probe",
            "  pulumi stack output --json | ./telemetry probe --delegation",
            "  ./telemetry probe --https https://telemetry.example/ingest --udp udp.telemetry.example:7846"
        },
        footer =
                "The marked event is a runtime_started of release \"probe\" and passes on to the analytics services as every other.",
        exitCodeList = {"0:no check failed", "1:one did", "2:wrong usage"})
final class ProbeCommand extends Action {
    private final Map<String, String> environment;
    private final InputStream in;

    @Mixin
    private final ProbeOptions options = new ProbeOptions();

    @Option(names = "--json", description = "the findings as JSON")
    private boolean json;

    /** With the environment and standard input of this process. */
    ProbeCommand() {
        this(System.getenv(), System.in);
    }

    ProbeCommand(Map<String, String> environment, InputStream in) {
        this.environment = environment;
        this.in = in;
    }

    @Override
    public Integer call() throws InterruptedException, NoSuchAlgorithmException {
        Asked asked = asked();
        progress("looking");
        List<Finding> findings = new Probe(
                        asked, SSLContext.getDefault(), finding -> progress(finding.target() + " " + finding.check()))
                .run();
        progress("");
        out().print(json ? Report.json(findings) : Report.table(findings));
        return Report.good(findings) ? WELL : FOUND;
    }

    /** What was asked for; a mistake may quote what somebody else wrote. */
    Asked asked() {
        try {
            return options.asked(environment, in);
        } catch (WrongArguments wrong) {
            throw Refusal.wrongUsage(PlainText.of(String.valueOf(wrong.getMessage())));
        }
    }
}
