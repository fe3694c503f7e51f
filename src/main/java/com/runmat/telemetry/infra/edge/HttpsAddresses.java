package com.runmat.telemetry.infra.edge;

import com.pulumi.core.Output;
import java.util.List;

/** Where a domain's HTTPS name points: at least one address of each family. */
public record HttpsAddresses(Output<List<String>> ipv4, Output<List<String>> ipv6) {}
