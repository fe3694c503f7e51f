package com.runmat.telemetry.infra.secrets;

import com.pulumi.core.Output;
import com.pulumi.resources.Resource;
import java.util.List;

/**
 * A secret at one version; never its value.
 *
 * @param id the secret's short id
 * @param version the version's number, so that a rotation is a change that a preview shows
 * @param name {@code projects/P/secrets/S/versions/N}
 * @param ready what a reader waits for: the version and the grants to read it
 */
public record PinnedSecret(String id, Output<String> version, Output<String> name, List<Resource> ready) {
    public PinnedSecret {
        ready = List.copyOf(ready);
    }
}
