package com.runmat.telemetry.infra.component;

import com.pulumi.resources.ProviderResource;
import com.pulumi.resources.Resource;
import com.runmat.telemetry.infra.naming.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a component stands: whose names it takes, through which provider, after what, and whether that which must
 * survive is protected.
 *
 * @param parent the component that it is a part of; most are parts of the stack itself
 * @param after what each of the component's resources waits for: the APIs it uses
 */
public record Placement(
        Names names, ProviderResource provider, boolean protect, Optional<Resource> parent, List<Resource> after) {
    public Placement {
        after = List.copyOf(after);
    }

    /** At the top of the stack, after nothing. */
    public static Placement of(Names names, ProviderResource provider, boolean protect) {
        return new Placement(names, provider, protect, Optional.empty(), List.of());
    }

    /** The same place, but as a part of this component. */
    public Placement within(Resource component) {
        return new Placement(names, provider, protect, Optional.of(component), after);
    }

    /** The same place, but for what serves nobody: nothing of it needs to survive. */
    public Placement unprotected() {
        return new Placement(names, provider, false, parent, after);
    }

    /** The same place, but only after these resources as well. */
    public Placement after(List<? extends Resource> more) {
        List<Resource> all = new ArrayList<>(after);
        all.addAll(more);
        return new Placement(names, provider, protect, parent, all);
    }
}
