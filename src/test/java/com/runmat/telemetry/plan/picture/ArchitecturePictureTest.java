package com.runmat.telemetry.plan.picture;

import static com.runmat.telemetry.plan.Says.assertSays;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.plan.Preview;
import com.runmat.telemetry.plan.SampleStack;
import com.runmat.telemetry.plan.settings.StackSettingsReader;
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
                        new ComponentGraph.Box("zdoor", Map.of("Network", 1L, "Firewall", 1L), 0),
                        new ComponentGraph.Box("vault", Map.of("Secret", 1L, "SecretVersion", 1L), 1)),
                graph.components());
        assertEquals(Set.of("vault"), graph.edges().get("zdoor"));
    }

    @Test
    void of_sample_whatNeedsStandsBelow() {
        var layout = Layout.of(ComponentGraph.of(SampleStack.plan()));
        var places = List.copyOf(layout.places().values());

        assertEquals(
                List.of("zdoor", "vault"),
                places.stream().map(Layout.Place::name).toList());
        assertEquals(places.get(0).middle(), places.get(1).middle());
        assertTrue(places.get(0).bottom() < places.get(1).y(), places::toString);
    }

    @Test
    void of_prod_nothingOverlapsAndAllIsInside() throws IOException {
        var layout = Layout.of(ComponentGraph.of(Preview.of(StackSettingsReader.read(Path.of(""), "prod"))));
        var places = List.copyOf(layout.places().values());

        for (var place : places) {
            assertTrue(Math.abs(place.x()) <= layout.width() / 2, place::toString);
            assertTrue(place.bottom() <= layout.height(), place::toString);
            places.stream()
                    .filter(other -> !other.equals(place))
                    .forEach(other -> assertTrue(apart(place, other), () -> place + " lies on " + other));
        }
    }

    private static boolean apart(Layout.Place one, Layout.Place other) {
        return one.x() + one.width() <= other.x()
                || other.x() + other.width() <= one.x()
                || one.bottom() <= other.y()
                || other.bottom() <= one.y();
    }
}
