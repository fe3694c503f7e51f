package com.runmat.telemetry.infra.seed;

import com.pulumi.core.Output;
import com.pulumi.gcp.kms.CryptoKey;
import com.pulumi.gcp.kms.CryptoKeyArgs;
import com.pulumi.gcp.kms.KeyRing;
import com.pulumi.gcp.kms.KeyRingArgs;
import com.runmat.telemetry.infra.component.Component;
import com.runmat.telemetry.infra.component.Placement;

/**
 * The key that the secrets in every stack's settings and state are encrypted with: of several regions, since nothing can be decrypted
 * where its region is gone, and renewed every 90 days.
 */
public final class StateKey extends Component {
    private static final String ROTATION = 90 * 24 * 3600 + "s";

    private final Outputs outputs;

    /** The key's name, and the same for {@code pulumi stack init --secrets-provider}. */
    public record Outputs(Output<String> id, Output<String> secretsProvider) {}

    /** @param location a multi-region: us, europe or asia */
    public StateKey(String location, Placement placement) {
        super("seed:StateKey", "state-key", placement);
        KeyRing ring = new KeyRing("telemetry", ring(location), kept());
        CryptoKey key = new CryptoKey("pulumi", key(ring), kept());
        outputs = new Outputs(key.id(), key.id().applyValue(id -> "gcpkms://" + id));
    }

    public Outputs outputs() {
        return outputs;
    }

    private KeyRingArgs ring(String location) {
        return KeyRingArgs.builder()
                .project(names().project())
                .name(names().keyRing())
                .location(Multiregion.keyRing(location))
                .build();
    }

    private CryptoKeyArgs key(KeyRing ring) {
        return CryptoKeyArgs.builder()
                .keyRing(ring.id())
                .name(names().stateKey())
                .purpose("ENCRYPT_DECRYPT")
                .rotationPeriod(ROTATION)
                .build();
    }
}
