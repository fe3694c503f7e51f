package com.runmat.telemetry.plan.report;

import static com.runmat.telemetry.plan.Says.assertSays;
import static com.runmat.telemetry.plan.Says.assertSilent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.plan.SampleStack;
import org.junit.jupiter.api.Test;

class TreeReportTest {
    private static final Terminal PLAIN = new Terminal(false);

    @Test
    void text_sample_showsTheTree() {
        var tree = TreeReport.text(SampleStack.plan(), PLAIN).lines().limit(8).toList();

        assertEquals("""
                sample, stack test: 4 cloud resources in 2 components

                ├─ zdoor
                │  ├─ Network   net    autoCreateSubnetworks=false
                │  └─ Firewall  allow  allows={ports: 7846, protocol: udp}  sourceRanges=0.0.0.0/0
                └─ vault
                   ├─ Secret         the-key  [protected]
                   └─ SecretVersion  the-key  secretData=[secret]""", String.join("\n", tree));
    }

    @Test
    void text_sample_hasCountsOutputsAndMessages() {
        var text = TreeReport.text(SampleStack.plan(), PLAIN);

        assertSays("   1 Firewall          1 Network           1 Secret            1 SecretVersion\n", text);
        assertSays("  networkLink  [unknown]\n", text);
        assertSays("The program says\n  two components\n", text);
    }

    @Test
    void text_sample_endsWithItsWarnings() {
        var text = TreeReport.text(SampleStack.plan(), PLAIN);

        assertTrue(text.endsWith("\n\nWarnings\n  one door only\n"), text);
    }

    @Test
    void text_secret_isOnlyMarked() {
        assertSilent(SampleStack.KEY, TreeReport.text(SampleStack.plan(), PLAIN));
        assertSays("  key          [secret]\n", TreeReport.text(SampleStack.plan(), PLAIN));
    }

    @Test
    void text_colour_onlyWhereWanted() {
        assertSays("\u001b[1m", TreeReport.text(SampleStack.plan(), new Terminal(true)));
        assertSilent("\u001b", TreeReport.text(SampleStack.plan(), PLAIN));
    }
}
