package com.runmat.telemetry.plan.drill;

import static com.runmat.telemetry.plan.Says.assertSays;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.runmat.telemetry.plan.settings.StackSettings;
import com.runmat.telemetry.plan.settings.StackSettingsReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A drill can begin on whatever stack there is: nothing on the way to what it expects is refused. */
class PreparationTest {
    private static final StackSettings PROD = StackSettingsReader.read(Path.of(""), "prod");
    private static final String MAPPING = "[\"domain-mapping\"]";

    private static StackSettings prod(String edges, String regions) {
        return Setting.changed(PROD, Map.of("telemetry:edges", edges, "telemetry:regions", regions));
    }

    private static List<String> refused(StackSettings settings, List<Map<String, String>> stages) {
        var refused = Stream.<String>builder();
        var standing = Standing.of(RehearsalTest.plan(settings));
        for (var stage : stages) {
            settings = Setting.changed(settings, stage);
            var done = Update.of(standing, RehearsalTest.plan(settings), LeftOut.NOTHING);
            Promises.nothingIsRefused().broken().apply(done).forEach(refused);
            standing = done.after();
        }
        return refused.build().toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            edge-change | ["load-balancer"]                  | ["us-central1","us-east4"]
            edge-change | ["domain-mapping","load-balancer"] | []
            region-loss | ["load-balancer"]                  | ["us-central1","us-east4"]
            """)
    void before_onAnyStack_isRefusedNothing(String drill, String edges, String regions) {
        var settings = prod(edges, regions);
        var before = Drills.named(drill, settings).orElseThrow().before();

        assertEquals(List.of(), refused(settings, before));
    }

    /** Why there are updates in between. */
    @Test
    void edge_takenAwayAtOnce_isRefused() {
        var refused = refused(PROD, List.of(Map.of("telemetry:edges", MAPPING)));

        assertSays("refuse Certificate telemetry.runmat.com: it is protected", refused.toString());
    }

    @Test
    void before_endsWithTheEdgeThatTheDrillBeginsWith() {
        var two = prod("[\"load-balancer\"]", "[\"us-east4\",\"us-central1\"]");
        var begun = EdgeChange.of(two).settings(two).config();

        assertEquals(MAPPING, begun.get("telemetry:edges"));
        assertEquals("[\"us-east4\"]", begun.get("telemetry:regions"), "the first region stays");
    }
}
