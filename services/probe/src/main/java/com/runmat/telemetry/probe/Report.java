package com.runmat.telemetry.probe;

import com.runmat.telemetry.probe.Finding.Result;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The findings for a reader or for a program. */
final class Report {
    private Report() {}

    /** Aligned lines, grouped by target, and the sum. */
    static String table(List<Finding> findings) {
        StringBuilder table = new StringBuilder();
        String target = "";
        for (Finding finding : findings) {
            if (!finding.target().equals(target)) {
                target = finding.target();
                table.append(target).append('\n');
            }
            table.append("  %-5s %-12s %s%n".formatted(finding.result().word(), finding.check(), finding.detail()));
        }
        return table.append(sum(findings)).append('\n').toString();
    }

    static String json(List<Finding> findings) {
        ObjectNode report = JsonMapper.shared().createObjectNode();
        report.put("ok", good(findings));
        ArrayNode all = report.putArray("findings");
        for (Finding finding : findings) {
            all.addObject()
                    .put("target", finding.target())
                    .put("check", finding.check())
                    .put("result", finding.result().word())
                    .put("detail", finding.detail());
        }
        return report.toPrettyString() + "\n";
    }

    static boolean good(List<Finding> findings) {
        return findings.stream().noneMatch(finding -> finding.result() == Result.FAIL);
    }

    private static String sum(List<Finding> findings) {
        return List.of(Result.values()).stream()
                .map(result -> findings.stream()
                                .filter(finding -> finding.result() == result)
                                .count() + " " + result.word())
                .collect(Collectors.joining(", "));
    }
}
