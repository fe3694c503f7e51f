package com.runmat.telemetry.plan.picture;

import static com.runmat.telemetry.plan.Says.assertSays;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.runmat.telemetry.plan.Preview;
import com.runmat.telemetry.plan.SampleStack;
import com.runmat.telemetry.plan.settings.StackSettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MermaidPictureTest {
    private static final Path DOCUMENT = Path.of("docs", "architecture.md");

    @Test
    void of_prodAsCommitted_isTheOneInTheDocument() throws IOException {
        String document = Files.readString(DOCUMENT);
        String drawn = document.replaceFirst(
                "(?s)```mermaid\n.*?```",
                Matcher.quoteReplacement("```mermaid\n"
                        + MermaidPicture.of(Preview.of(StackSettingsReader.read(Path.of(""), "prod"))) + "```"));
        if (Boolean.getBoolean("picture.write")) {
            Files.writeString(DOCUMENT, drawn);
        }

        assertEquals(Files.readString(DOCUMENT), drawn, "write it anew with -Dpicture.write=true");
    }

    @Test
    void of_prod_isDrawnByMermaid(@TempDir Path folder) throws IOException {
        var plan = Preview.of(StackSettingsReader.read(Path.of(""), "prod"));

        String svg = Mermaid.draw(MermaidPicture.of(plan), folder);

        ComponentGraph.of(plan).boxes().forEach(box -> assertSays("<b>" + box.name() + "</b>", svg));
    }

    @Test
    void of_sample_isAFlowchart() {
        assertEquals("""
                flowchart TD
                    c_zdoor["<b>zdoor</b><br>Firewall<br>Network"]
                    c_vault["<b>vault</b><br>Secret<br>SecretVersion"]
                    c_zdoor --> c_vault
                """, MermaidPicture.of(SampleStack.plan()));
    }

    @Test
    void graph_ofSample_hasWhatNeedsWhat() {
        var graph = ComponentGraph.of(SampleStack.plan());

        assertEquals(
                List.of(
                        new ComponentGraph.Box("zdoor", Map.of("Network", 1L, "Firewall", 1L), ""),
                        new ComponentGraph.Box("vault", Map.of("Secret", 1L, "SecretVersion", 1L), "")),
                graph.boxes());
        assertEquals(Set.of("vault"), graph.edges().get("zdoor"));
    }
}
