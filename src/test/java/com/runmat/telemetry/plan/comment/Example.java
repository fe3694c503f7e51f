package com.runmat.telemetry.plan.comment;

import static com.runmat.telemetry.plan.comment.Plans.FIREWALL;
import static com.runmat.telemetry.plan.comment.Plans.RECORD;
import static com.runmat.telemetry.plan.comment.Plans.RULE;
import static com.runmat.telemetry.plan.comment.Plans.TEMPLATE;

import com.google.gson.JsonObject;
import java.util.Locale;
import java.util.function.Supplier;

/** What pull requests may change: the plan that each example has instead of the same base. */
enum Example {
    NO_CHANGE(Example::base),
    CHANGE(Example::changed),
    HURTS(Example::hurting),
    HOSTILE_NAMES(Example::hostile),
    OVER_THE_LIMIT(Example::large);

    /** What somebody may call things who wants the comment to say or do something else. */
    static final String[] HOSTILE = {
        "a|b \\| c \\\\| d",
        "`` ` ```` `",
        "<img src=x onerror=alert(1)><script>alert(1)</script></details><!-- -->",
        "@runmat/admins please approve #1, see https://example.com and [here](https://example.com)",
        "%%{init: {'theme':'dark'}}%% \"]; click x call alert() end",
        "one\n\n## two\r\n> [!NOTE]\n```\n| x | y |",
        "\u202eright to left\u2069\u200b\u0000",
        "<!-- telemetry-plan stack=staging -->",
    };

    @SuppressWarnings("ImmutableEnumChecker") // a method of this class
    private final Supplier<Plans> after;

    Example(Supplier<Plans> after) {
        this.after = after;
    }

    Comment comment() {
        return Comment.between(base().file(), after.get().file());
    }

    PlanFile after() {
        return after.get().file();
    }

    String fileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-') + ".md";
    }

    private static Plans base() {
        return Plans.plan()
                .resource(RULE, "udp", "{'ports': ['7846']}", true)
                .resource(FIREWALL, "udp", "{'priority': 1000, 'name': 'udp'}")
                .resource(RECORD, "a", "{'ttl': 120}", true)
                .resource(TEMPLATE, "machine", "{'machineType': 'e2-micro'}");
    }

    private static Plans changed() {
        return Plans.plan()
                .cost("{'monthly': 41.2, 'lines': [{'item': 'DNS zone', 'count': 3, 'monthly': 0.6},"
                        + " {'item': 'VM', 'count': 1, 'monthly': 5.09}], 'byUse': []}")
                .resource(RULE, "udp", "{'ports': ['7846']}", true)
                .resource(FIREWALL, "udp", "{'priority': 900, 'name': 'udp'}")
                .resource(RECORD, "a", "{'ttl': 120}", true)
                .resource(TEMPLATE, "machine", "{'machineType': 'e2-micro'}")
                .resource(FIREWALL, "health", "{'name': 'health', 'sourceRanges': ['35.191.0.0/16']}");
    }

    /** A rule replaced, the firewall gone, protection off, new machines. */
    private static Plans hurting() {
        return Plans.plan()
                .resource(RULE, "udp", "{'ports': ['7847']}", true)
                .resource(RECORD, "a", "{'ttl': 120}", false)
                .resource(RECORD, "b", "{'ttl': 120}", true)
                .resource(TEMPLATE, "machine", "{'machineType': 'e2-small'}")
                .resource(RECORD, "c", "{'ttl': 120}", true);
    }

    private static Plans hostile() {
        var plan = base();
        for (var text : HOSTILE) {
            var properties = new JsonObject();
            properties.addProperty(text, text);
            plan.resource(FIREWALL, text, properties.toString()).warning(text);
            plan.resource("gcp:" + text + ":" + text, "x", "{}");
        }
        return plan;
    }

    /** So many values that the block of them is beyond the limit by itself. */
    private static Plans large() {
        var plan = base();
        var properties = new JsonObject();
        for (var value = 0; value < 20; value++) {
            properties.addProperty("value" + value, "x".repeat(150));
        }
        for (var firewall = 0; firewall < 40; firewall++) {
            plan.resource(FIREWALL, "extra-" + firewall, properties.toString());
        }
        return plan;
    }
}
