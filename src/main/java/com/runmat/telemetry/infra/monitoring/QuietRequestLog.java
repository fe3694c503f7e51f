package com.runmat.telemetry.infra.monitoring;

import com.pulumi.gcp.logging.ProjectExclusion;
import com.pulumi.gcp.logging.ProjectExclusionArgs;
import com.pulumi.resources.Resource;
import com.runmat.telemetry.infra.component.Component;
import com.runmat.telemetry.infra.component.Placement;
import com.runmat.telemetry.infra.naming.Names;
import java.util.List;

/** Leaves Cloud Run's request log of the worker out of storage, in every region: it holds the address of each caller. */
public final class QuietRequestLog extends Component {
    private final List<Resource> outputs;

    public QuietRequestLog(Placement placement) {
        super("monitoring:QuietRequestLog", "quiet-request-log", placement);
        outputs = List.of(new ProjectExclusion("request-log", exclusion(), child()));
    }

    /** What the first request waits for. */
    public List<Resource> outputs() {
        return outputs;
    }

    private ProjectExclusionArgs exclusion() {
        return ProjectExclusionArgs.builder()
                .project(names().project())
                .name(Names.WORKER + "-requests")
                .description("Callers' addresses are not stored")
                .filter("resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"" + Names.WORKER
                        + "\" AND log_id(\"run.googleapis.com/requests\")")
                .build();
    }
}
