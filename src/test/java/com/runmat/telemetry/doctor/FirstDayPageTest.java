package com.runmat.telemetry.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.infra.Bootstraps;
import com.runmat.telemetry.infra.seed.DeployRole;
import com.runmat.telemetry.plan.graph.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What docs/operate/first-day.md tells to type exists, and what it says of roles holds. */
class FirstDayPageTest {
    private static final Plan BOOTSTRAP = Bootstraps.plan(Map.of());

    private static String page() throws IOException {
        return Files.readString(Path.of("docs/operate/first-day.md"));
    }

    private static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private static List<String> commands() throws IOException {
        return all("```sh\\n\\s*(.*?)\\n\\s*```", page());
    }

    @Test
    void commands_areTenAtMostEachWithTheLineItPrints() throws IOException {
        assertEquals(10, commands().size());
        assertEquals(10, all("(?m)^(\\d+)\\. .*→ .*`", page()).size());
    }

    @Test
    void commands_ofOurs_areInTheFrontDoor() throws IOException {
        String script = Files.readString(Path.of("telemetry"));
        List<String> ours = all("\\./telemetry ([a-z]+)", page());
        assertTrue(ours.containsAll(List.of("doctor", "plan", "probe")), ours::toString);
        ours.forEach(name -> assertTrue(script.contains("run_" + name + "()"), name));
    }

    @Test
    void settings_areThoseOfTheProject() throws IOException {
        String project = Files.readString(Path.of("Pulumi.yaml"));
        List<String> settings = all("(?m)^  (telemetry:\\w+): ", page());
        assertEquals(6, settings.size());
        settings.forEach(setting -> assertTrue(project.contains("\n  " + setting + ":\n"), setting));
    }

    @Test
    void outputsAndNames_areThoseOfTheBootstrap() throws IOException {
        all("pulumi stack output (\\w+)", page())
                .forEach(output -> assertTrue(BOOTSTRAP.outputs().containsKey(output), output));
        String ring = BOOTSTRAP
                .resource("KeyRing", "telemetry")
                .property("name")
                .orElseThrow()
                .toString();
        String key = BOOTSTRAP
                .resource("CryptoKey", "pulumi")
                .property("name")
                .orElseThrow()
                .toString();
        for (String provider : all("--secrets-provider (\\S+)", page())) {
            assertEquals("gcpkms://projects/SEED/locations/us/keyRings/" + ring + "/cryptoKeys/" + key, provider);
        }
        assertTrue(page().contains("gs://SEED-pulumi-state"));
    }

    @Test
    void roles_areTheListOfTheDeployAccount() throws IOException {
        String text = page();
        String list = text.substring(text.indexOf("<!-- deploy roles -->"), text.indexOf("<!-- end -->"));
        assertEquals(
                Arrays.stream(DeployRole.values()).map(DeployRole::role).collect(Collectors.toCollection(TreeSet::new)),
                new TreeSet<>(all("`(roles/[a-zA-Z0-9.]+)`", list)));
    }
}
