package com.runmat.telemetry.plan.comment;

import com.runmat.telemetry.plan.github.Markdown;
import com.runmat.telemetry.plan.report.Effect;
import com.runmat.telemetry.plan.report.PlanDiff.Change;
import com.runmat.telemetry.plan.report.PlanDiff.Entry;
import java.util.List;

/**
 * One resource that is not as it was.
 *
 * @param way what an update does to it
 */
record Row(Entry entry, Way way) {
    private static final String PROTECT = "options.protect";

    /** What an update does to a resource, the worst first. */
    enum Way {
        DELETED,
        REPLACED,
        UNKNOWN,
        UPDATED,
        ADDED,
        /** Nothing in the cloud. */
        NOTED
    }

    static Row removed(Entry entry) {
        return new Row(entry, inCloud(entry) ? Way.DELETED : Way.NOTED);
    }

    static Row added(Entry entry) {
        return new Row(entry, inCloud(entry) ? Way.ADDED : Way.NOTED);
    }

    static Row changed(Entry entry) {
        return new Row(
                entry,
                switch (entry.effect().kind()) {
                    case REPLACED -> Way.REPLACED;
                    case UPDATED -> Way.UPDATED;
                    case UNKNOWN -> Way.UNKNOWN;
                    case NOTED -> Way.NOTED;
                });
    }

    private static boolean inCloud(Entry entry) {
        return entry.type().startsWith("gcp:");
    }

    /** Smaller is worse: what clients notice, what may be lost from now on, the rest; within each, by the way. */
    int rank() {
        if (hurts()) {
            return 0;
        }
        return isUnprotected() ? 1 : 2;
    }

    /** Whether clients may notice it: something that serves goes away. */
    boolean hurts() {
        return (way == Way.DELETED || way == Way.REPLACED)
                && Effect.notice(entry.type()).isPresent();
    }

    /** Whether it stays, and may be deleted from now on. */
    boolean isUnprotected() {
        var change = entry.changes().get(PROTECT);
        return way != Way.DELETED && change != null && change.equals(new Change("true", "false"));
    }

    private boolean wasProtected() {
        var change = entry.changes().get(PROTECT);
        return change != null && change.before().equals("true");
    }

    Label label() {
        if (way == Way.DELETED) {
            return Label.DELETE;
        }
        if (isUnprotected()) {
            return Label.UNPROTECT;
        }
        return way == Way.REPLACED ? Label.REPLACE : Label.CHANGE;
    }

    String title() {
        return Markdown.name(entry.title());
    }

    /** What happens to it, in a few words. */
    String what() {
        var what = switch (way) {
            case DELETED -> "**deleted**";
            case REPLACED -> "**replaced** for " + Markdown.names(entry.effect().causes());
            case UNKNOWN -> "updated or replaced, no table says: " + Markdown.names(changed());
            case UPDATED -> "updated: " + Markdown.names(changed());
            case ADDED -> "added";
            case NOTED -> "noted: " + Markdown.names(changed());
        };
        return isUnprotected() ? what + "; **loses its protection**" : what;
    }

    /** Why that matters; empty when there is nothing to say. */
    String why() {
        if (hurts()) {
            return consequence();
        }
        if (isUnprotected()) {
            return "whatever removes or renames it goes through";
        }
        if (way == Way.DELETED && wasProtected()) {
            return "protected: `pulumi up` stops before it";
        }
        return way == Way.ADDED && !isGrant()
                ? ""
                : Effect.meaning(entry.type()).orElse("");
    }

    private boolean isGrant() {
        return entry.type().endsWith("IAMMember") || entry.type().endsWith("IamMember");
    }

    /** What clients notice, and for how long. */
    String consequence() {
        var notice = Effect.notice(entry.type()).orElse("nothing that is known here");
        if (way == Way.DELETED) {
            return "without it: %s; until something serves in its place".formatted(notice)
                    + (wasProtected() ? ". It is protected: `pulumi up` stops before it" : "");
        }
        return notice + Effect.lasting(entry.type()).map(time -> ": " + time).orElse("");
    }

    /** Options are left out where something else changed too. */
    private List<String> changed() {
        var paths = entry.changes().keySet().stream().toList();
        var inputs = paths.stream().filter(path -> !path.startsWith("options.")).toList();
        return inputs.isEmpty() ? paths : inputs;
    }
}
