package com.runmat.telemetry.infra.apis;

import com.pulumi.gcp.projects.Service;
import com.pulumi.gcp.projects.ServiceArgs;
import com.pulumi.resources.Resource;
import com.runmat.telemetry.infra.component.Component;
import com.runmat.telemetry.infra.component.Placement;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Enables the APIs. They stay enabled after a {@code destroy}: others in the project may use them, and an API that was
 * just disabled cannot be enabled again at once.
 */
public final class Apis extends Component {
    private final Map<Api, Resource> enabled = new EnumMap<>(Api.class);

    /** @param which are enabled */
    public Apis(Set<Api> which, Placement placement) {
        super("apis:Apis", "apis", placement);
        for (Api api : which) {
            enabled.put(api, enable(api));
        }
    }

    /** What a component waits for that uses these. */
    public List<Resource> of(Api... apis) {
        return Stream.of(apis)
                .map(api -> java.util.Objects.requireNonNull(enabled.get(api)))
                .toList();
    }

    private Service enable(Api api) {
        ServiceArgs args = ServiceArgs.builder()
                .project(names().project())
                .service(api.service())
                .disableOnDestroy(false)
                .build();
        return new Service(api.label(), args, child());
    }
}
