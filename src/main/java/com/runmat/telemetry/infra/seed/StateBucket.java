package com.runmat.telemetry.infra.seed;

import com.pulumi.core.Output;
import com.runmat.telemetry.infra.component.Component;
import com.runmat.telemetry.infra.component.Placement;

/** The bucket that Pulumi keeps every stack's state in: of several regions, private, and with what was overwritten or deleted. */
public final class StateBucket extends Component {
    private final Outputs outputs;

    /** The bucket's name, and the same for {@code pulumi login}. */
    public record Outputs(Output<String> name, Output<String> url) {}

    /** @param location a multi-region: us, europe or asia */
    public StateBucket(String location, Placement placement) {
        super("seed:StateBucket", "state-bucket", placement);
        Bucket bucket = new Bucket("state", new BucketArgs(names(), location), kept());
        outputs = new Outputs(bucket.name(), bucket.name().applyValue(name -> "gs://" + name));
    }

    public Outputs outputs() {
        return outputs;
    }
}
