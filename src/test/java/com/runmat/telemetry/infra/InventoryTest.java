package com.runmat.telemetry.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What each configuration registers is written down under src/test/resources/inventories, to be read in a review. After
 * an intended change write the files anew: {@code ./mvnw test -Dservices.skip=true -Dtest=InventoryTest
 * -Dinventories.write=true}.
 */
class InventoryTest {
    private static final Path FOLDER = Path.of("src/test/resources/inventories");

    @ParameterizedTest
    @EnumSource
    void plan_registersWhatItsInventorySays(Stacks stack) throws IOException {
        Path file = FOLDER.resolve(stack.fileName());
        String text = new Inventory(stack.plan()).text();
        if (Boolean.getBoolean("inventories.write")) {
            Files.writeString(file, text);
        }
        assertEquals(Files.readString(file), text);
    }
}
