package com.runmat.telemetry.plan.blank;

import static com.runmat.telemetry.plan.Says.assertSays;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.runmat.telemetry.commandline.Program;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlankCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Program.ofOne(new BlankCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void settings_encryptedValues_areBlankAndNothingDecryptsThem() throws IOException {
        var settings = file("Pulumi.prod.yaml", """
                secretsprovider: gcpkms://projects/p/locations/us/keyRings/r/cryptoKeys/k
                encryptedkey: CiQAabc=
                encryptionsalt: v1:abc
                config:
                  gcp:project: runmat
                  telemetry:ingestionKey:
                    secure: AAABAKEY
                  telemetry:allowedOrigins:
                    - https://runmat.com
                    - secure: AAABAORIGIN
                  telemetry:forwarderRenewed: "on"
                """);

        assertEquals(0, run("blank", settings), err::toString);
        assertEquals("""
                config:
                  gcp:project: runmat
                  telemetry:ingestionKey: blank
                  telemetry:allowedOrigins:
                  - https://runmat.com
                  - blank
                  telemetry:forwarderRenewed: 'on'
                """, out.toString());
    }

    @Test
    void state_withTheSaltOfAStack_isPrinted() throws IOException {
        var settings = file("Pulumi.prod.yaml", "encryptionsalt: v1:abc\n");
        var state = file("state.json", "{\"version\": 3, \"deployment\": {}}");

        assertEquals(0, run("blank", state, "--salt-of", settings), err::toString);
        assertSays("\"salt\": \"v1:abc\"", out.toString());
    }

    @Test
    void state_withSettingsThatHaveNoSalt_saysHowToGetOne() throws IOException {
        var settings = file("Pulumi.prod.yaml", "config: {}\n");

        assertEquals(2, run("blank", file("state.json", "{\"deployment\": {}}"), "--salt-of", settings));
        assertSays("has no encryptionsalt; make the stack first", err.toString());
    }

    @Test
    void anythingElse_isRefused() throws IOException {
        assertEquals(2, run("blank", file("state.json", "{}")));
        assertSays("must be what `pulumi stack export --show-secrets` printed", err.toString());
        assertEquals(2, run("blank", folder.resolve("none.json").toString()));
    }

    @Test
    void settings_notThere_saysWhatToGive() throws IOException {
        assertEquals(2, run("blank", folder.resolve("none.yaml").toString()));
        assertSays("none.yaml; give the path of a file that is there", err.toString());

        var state = file("state.json", "{\"deployment\": {}}");
        assertEquals(
                2,
                run("blank", state, "--salt-of", folder.resolve("unsalted.yaml").toString()));
        assertSays("unsalted.yaml; give the path of a file that is there", err.toString());
    }
}
