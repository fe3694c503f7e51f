package com.runmat.telemetry.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * What is published of the contract is made from its table. To rewrite the documents after a change of the table:
 * {@code ./mvnw -f services/pom.xml -pl contract test -Dtest=DocumentsTest -Dtelemetry.update=true}
 */
class DocumentsTest {
    private static final Path DOCS = Path.of("..", "..", "docs");

    private static final String INTRODUCTION = """
            # Fields

            Everything that is read from a client's event and everything that leaves for the analytics back ends. What has no row here is
            dropped. The table is made from the code that does it (`services/contract`, `Field`), and a test fails when they differ.
            The same as JSON Schema: [schema.json](schema.json).

            """;

    @Test
    void schema_isCurrent() throws IOException {
        assertCurrent(DOCS.resolve("schema.json"), JsonSchema.text());
    }

    @Test
    void fields_areCurrent() throws IOException {
        assertCurrent(DOCS.resolve("fields.md"), INTRODUCTION + FieldTable.markdown());
    }

    private static void assertCurrent(Path document, String expected) throws IOException {
        if (Boolean.getBoolean("telemetry.update")) {
            Files.writeString(document, expected);
        }
        assertEquals(
                expected, Files.readString(document), document + " is not what the table says: see the class comment");
    }
}
