package com.runmat.telemetry.plan.drill;

import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.graph.PlannedResource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an engine does to bring what stands to what a plan wants, in its order: what is needed first is made first; a
 * replacement that deletes first takes along what falls with it; whatever the plan no longer has goes at the end, what
 * others need last. An update that would have to delete what is protected does nothing.
 */
final class Update {
    private final Standing before;
    private final Plan plan;
    private final LeftOut leftOut;
    private final List<Act> acts = new ArrayList<>();
    private final Map<String, PlannedResource> now;
    private final Set<String> anew = new HashSet<>();
    private final List<Act> later = new ArrayList<>();

    private Update(Standing before, Plan plan, LeftOut leftOut) {
        this.before = before;
        this.plan = plan;
        this.leftOut = leftOut;
        now = new LinkedHashMap<>(before.byUrn());
    }

    /** What was done, and what stands then. */
    record Done(Standing before, List<Act> acts, Standing after) {
        boolean refused() {
            return acts.stream().anyMatch(act -> act.is(Act.Kind.REFUSE));
        }
    }

    static Done of(Standing before, Plan plan, LeftOut leftOut) {
        return new Update(before, plan, leftOut).run();
    }

    private Done run() {
        for (var wanted : Standing.inOrder(plan.cloudResources(), plan.byUrn())) {
            if (!leftOut.test(wanted.urn())) {
                bring(wanted);
            }
        }
        deleteWhatIsNoLongerWanted();
        acts.addAll(later);
        var refused = acts.stream().filter(act -> act.is(Act.Kind.REFUSE)).toList();
        return refused.isEmpty()
                ? new Done(before, List.copyOf(acts), new Standing(now))
                : new Done(before, refused, before);
    }

    private void bring(PlannedResource wanted) {
        var old = now.get(wanted.urn());
        if (old == null) {
            make(wanted);
            return;
        }
        var paths = Change.paths(old, wanted, anew);
        var replacement = Replacement.of(wanted, paths);
        if (replacement.isPresent()) {
            replace(old, wanted, replacement.get());
        } else if (!paths.isEmpty()) {
            acts.add(Act.update(wanted, paths));
        }
        now.put(wanted.urn(), wanted);
    }

    /** For the first time, or after it fell with what it reads. */
    private void make(PlannedResource wanted) {
        var act = Act.create(wanted);
        acts.add(before.get(wanted.urn()).isPresent() ? act.asReplacement(List.of()) : act);
        now.put(wanted.urn(), wanted);
        anew.add(wanted.urn());
    }

    private void replace(PlannedResource old, PlannedResource wanted, Replacement replacement) {
        if (old.options().protect() && wanted.options().protect()) {
            acts.add(Act.refuse(wanted, replacement.causes()));
        } else if (replacement.deleteFirst()) {
            var falling = new ArrayList<>(new Standing(now).fallingWith(old));
            Collections.reverse(falling);
            falling.forEach(resource -> fall(resource, old));
            acts.add(Act.delete(old).asReplacement(replacement.causes()));
            acts.add(Act.create(wanted).asReplacement(replacement.causes()));
        } else {
            acts.add(Act.create(wanted).asReplacement(replacement.causes()));
            later.add(0, Act.delete(old).asReplacement(replacement.causes()));
        }
        anew.add(wanted.urn());
    }

    private void fall(PlannedResource resource, PlannedResource with) {
        var why = List.of(with.kind() + " " + with.name());
        if (resource.options().protect()) {
            acts.add(Act.refuse(resource, why));
        } else if (now.remove(resource.urn()) != null) {
            acts.add(Act.delete(resource).asReplacement(why));
        }
    }

    private void deleteWhatIsNoLongerWanted() {
        var wanted = plan.byUrn().keySet();
        var going = now.values().stream()
                .filter(resource -> !wanted.contains(resource.urn()) && !leftOut.test(resource.urn()))
                .toList();
        var ordered = new ArrayList<>(Standing.inOrder(going, before.byUrn()));
        Collections.reverse(ordered);
        for (var resource : ordered) {
            acts.add(resource.options().protect() ? Act.refuse(resource, List.of()) : Act.delete(resource));
            now.remove(resource.urn());
        }
    }
}
