package com.runmat.telemetry.plan.graph;

import java.util.List;
import java.util.Map;

/**
 * The options that a resource was registered with, as the engine saw them: a parent's protection is already passed on
 * to its children. URNs name other resources; an empty text or list means "not set".
 */
public record ResourceOptions(
        String parent,
        String provider,
        String version,
        boolean protect,
        boolean retainOnDelete,
        boolean deleteBeforeReplace,
        String importId,
        List<String> dependsOn,
        List<String> aliases,
        List<String> ignoreChanges,
        List<String> replaceOnChanges,
        List<String> additionalSecretOutputs,
        Map<String, String> customTimeouts) {}
