package com.runmat.telemetry.doctor;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.runmat.telemetry.commandline.Action;
import com.runmat.telemetry.commandline.Refusal;
import com.runmat.telemetry.plan.Preview;
import com.runmat.telemetry.plan.engine.ProgramFailed;
import com.runmat.telemetry.plan.google.Credentials;
import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.settings.SettingsException;
import com.runmat.telemetry.plan.settings.StackSettingsReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./telemetry doctor}. */
@Command(
        name = "doctor",
        description = {
            "Looks whether this machine and your credentials can do what `pulumi up` of a stack does: JDKs, the Pulumi CLI,",
            "who the credentials are (Application Default Credentials, without gcloud), the projects, their billing, and",
            "which permissions are missing there. Changes nothing. Each line is a pass, or is followed by what helps."
        },
        exitCodeList = {"0:nothing is missing", "1:something is", "2:wrong usage"})
public final class DoctorCommand extends Action {
    private static final String THIS_MACHINE = "http://(127\\.0\\.0\\.1|\\[::1]|localhost)(:[0-9]{1,5})?";

    private final Function<String, Plan> planner;
    private final Machine machine;
    private final Credentials credentials;
    private final List<Finding> findings = new ArrayList<>();

    @Parameters(arity = "0..1", paramLabel = "stack", description = "which one, default ${DEFAULT-VALUE}")
    private String stack = "prod";

    @Option(names = "--json", description = "the findings as JSON")
    private boolean json;

    @Option(
            names = "--google",
            paramLabel = "URL",
            description = "ask there in place of Google: a stand-in on this machine, such as http://127.0.0.1:9400")
    private String google = "";

    /** For the project in the working directory, with the environment of this process. */
    public DoctorCommand() {
        this(
                stack -> Preview.of(StackSettingsReader.read(Path.of(""), stack)),
                new Machine(System.getenv().getOrDefault("TELEMETRY_JDK25", ""), List.of("pulumi", "version")),
                Credentials.of(System.getenv()));
    }

    /** @param planner makes the plan of a stack */
    DoctorCommand(Function<String, Plan> planner, Machine machine, Credentials credentials) {
        this.planner = planner;
        this.machine = machine;
        this.credentials = credentials;
    }

    @Override
    public Integer call() {
        if (!google.isEmpty() && !google.matches(THIS_MACHINE)) {
            throw Refusal.wrongUsage(
                    "--google is an address on this machine, such as http://127.0.0.1:9400, for the token "
                            + "goes along; not " + google);
        }
        new Doctor(machine, credentials, google, this::tell).look(plan());
        progress("");
        if (json) {
            out().println(new GsonBuilder().setPrettyPrinting().create().toJson(report()));
        }
        return good() ? WELL : FOUND;
    }

    private Plan plan() {
        try {
            progress("planning " + stack);
            return planner.apply(stack);
        } catch (SettingsException | ProgramFailed e) {
            throw Refusal.failed(String.valueOf(e.getMessage()));
        }
    }

    private void tell(Finding finding) {
        findings.add(finding);
        progress("");
        if (!json) {
            out().println("%-4s %-12s %s"
                    .formatted(finding.good() ? "ok" : "FAIL", finding.subject(), finding.detail()));
            if (!finding.help().isEmpty()) {
                out().println("                  " + finding.help());
            }
            out().flush();
        }
        progress("after " + finding.subject());
    }

    private boolean good() {
        return findings.stream().allMatch(Finding::good);
    }

    private JsonObject report() {
        JsonObject report = new JsonObject();
        report.addProperty("stack", stack);
        report.addProperty("ok", good());
        JsonArray all = new JsonArray();
        for (Finding finding : findings) {
            JsonObject one = new JsonObject();
            one.addProperty("subject", finding.subject());
            one.addProperty("ok", finding.good());
            one.addProperty("detail", finding.detail());
            one.addProperty("help", finding.help());
            all.add(one);
        }
        report.add("findings", all);
        return report;
    }
}
