package com.runmat.telemetry.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LicencesTest {
    private static final String LICENSED =
            "<component><group>org.b</group><name>b</name><version>2</version><licenses>%s</licenses></component>";

    @TempDir
    private Path folder;

    @Test
    void of_serviceAndLibraries_notMavensTools() throws IOException {
        var licences = of("""
                <bom><metadata><tools><components><component><name>a-tool</name></component></components></tools>
                <component><group>com.a</group><name>a</name><version>1</version><licenses><license><name>MIT</name></license></licenses></component>
                </metadata><components>%s</components></bom>""".formatted(LICENSED.formatted(
                "<license><id>Apache-2.0</id></license><expression>MIT OR EPL-2.0</expression>")));

        var page = folder.resolve("page");
        licences.write(page);

        var lines = Files.readAllLines(page);
        assertEquals(
                List.of("com.a:a 1: MIT", "org.b:b 2: Apache-2.0, MIT OR EPL-2.0"),
                lines.subList(lines.size() - 2, lines.size()));
    }

    @Test
    void of_libraryWithoutLicence_endsTheBuild() {
        var failure = assertThrows(
                CannotFill.class, () -> of("<bom><components>" + LICENSED.formatted("") + "</components></bom>"));

        assertTrue(failure.toString().contains("org.b:b 2 names no licence"), failure::toString);
    }

    private Licences of(String bill) throws IOException {
        return Licences.of(Files.writeString(folder.resolve("bill.xml"), bill));
    }
}
