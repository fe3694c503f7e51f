package com.runmat.telemetry.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What each configuration registers is written down under src/test/resources/inventories, to be read in a review: prod
 * whole, the others as they differ from it. After an intended change write the files anew: {@code ./mvnw test -Dservices.skip=true -Dtest=InventoryTest
 * -Dinventories.write=true}.
 */
class InventoryTest {
    private static final Path FOLDER = Path.of("src/test/resources/inventories");

    @ParameterizedTest
    @EnumSource
    void plan_registersWhatItsInventorySays(Stacks stack) throws IOException {
        Inventory inventory = new Inventory(stack.plan());
        String text = stack == Stacks.PROD
                ? inventory.text()
                : inventory.difference("prod", new Inventory(Stacks.PROD.plan()));
        assertWritten(stack.fileName(), text);
    }

    static void assertWritten(String file, String text) throws IOException {
        Path path = FOLDER.resolve(file);
        if (Boolean.getBoolean("inventories.write")) {
            Files.writeString(path, text);
        }
        assertEquals(Files.readString(path), text);
    }
}
