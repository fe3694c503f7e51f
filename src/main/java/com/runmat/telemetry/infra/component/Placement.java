package com.runmat.telemetry.infra.component;

import com.pulumi.resources.ProviderResource;
import com.pulumi.resources.Resource;
import com.runmat.telemetry.infra.naming.Names;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a component stands: whose names it takes, through which provider, after what, and whether that which must
 * survive is protected.
 *
 * @param after what each of the component's resources waits for: the APIs it uses
 */
public record Placement(Names names, ProviderResource provider, boolean protect, List<Resource> after) {
    public Placement {
        after = List.copyOf(after);
    }

    /** The same place, but only after these resources as well. */
    public Placement after(List<? extends Resource> more) {
        List<Resource> all = new ArrayList<>(after);
        all.addAll(more);
        return new Placement(names, provider, protect, all);
    }
}
