package com.runmat.telemetry.infra.plan.picture;

import static com.runmat.telemetry.infra.plan.Says.assertSays;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.runmat.telemetry.infra.plan.Preview;
import com.runmat.telemetry.infra.plan.SampleStack;
import com.runmat.telemetry.infra.plan.settings.StackSettingsReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.xml.sax.SAXException;

class ArchitecturePictureTest {
    @Test
    void svg_ofProdAsCommitted_isTheOneInTheDocuments() throws IOException {
        var drawn = ArchitecturePicture.svg(Preview.of(StackSettingsReader.read(Path.of(""), "prod")));

        assertEquals(
                Files.readString(Path.of("docs", "architecture.svg")),
                drawn,
                "docs/architecture.svg shows another stack; draw it anew with: ./telemetry plan --picture");
    }

    @Test
    void svg_sample_isWellFormedAndNamesEachComponent() throws IOException, SAXException, ParserConfigurationException {
        var svg = ArchitecturePicture.svg(SampleStack.plan());
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));

        assertEquals(2, document.getElementsByTagName("rect").getLength());
        assertSays(">zdoor</text>", svg);
        assertSays(">vault</text>", svg);
    }

    @Test
    void of_sample_hasWhatNeedsWhat() {
        var graph = ComponentGraph.of(SampleStack.plan());

        assertEquals(
                List.of(
                        new ComponentGraph.Component("zdoor", Map.of("Network", 1L, "Firewall", 1L), 0),
                        new ComponentGraph.Component("vault", Map.of("Secret", 1L, "SecretVersion", 1L), 1)),
                graph.components());
        assertEquals(Set.of("vault"), graph.edges().get("zdoor"));
    }

    @Test
    void of_sample_boxesDoNotOverlap() {
        var boxes = List.copyOf(
                Layout.of(ComponentGraph.of(SampleStack.plan())).boxes().values());

        assertEquals(boxes.get(0).middle(), boxes.get(1).middle());
        assertEquals(62, boxes.get(1).x() - boxes.get(0).right());
    }
}
