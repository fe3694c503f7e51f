package com.runmat.telemetry.infra.config;

import com.pulumi.exceptions.RunException;
import java.util.List;

/** Everything that is wrong with a stack's configuration, a line each: key, value, what is allowed. */
public final class ConfigException extends RunException {
    private static final long serialVersionUID = 1;

    ConfigException(List<String> mistakes) {
        super("The configuration of this stack has "
                + (mistakes.size() == 1 ? "a mistake" : mistakes.size() + " mistakes") + ":\n  - "
                + String.join("\n  - ", mistakes));
    }
}
