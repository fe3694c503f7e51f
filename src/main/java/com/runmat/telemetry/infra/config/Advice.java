package com.runmat.telemetry.infra.config;

import com.runmat.telemetry.infra.naming.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What can be built as it is set, and yet will surprise: each as one sentence with the next step. Only what is wrong
 * in whatever way the stack is used, so that whoever reads none has nothing to look at.
 */
final class Advice {
    private final StackConfig config;
    private final List<String> sentences = new ArrayList<>();

    private Advice(StackConfig config) {
        this.config = config;
    }

    static List<String> on(StackConfig config) {
        var advice = new Advice(config);
        advice.backEnd();
        advice.rotation();
        advice.alerts();
        advice.protection();
        advice.singleForwarder();
        advice.capacity();
        advice.requestLimit();
        advice.imageLocation();
        advice.wentBack("workerImage", config.worker().image());
        advice.wentBack("forwarderImage", config.forwarder().image());
        return List.copyOf(advice.sentences);
    }

    private void backEnd() {
        boolean none = config.secrets().posthogApiKey().isEmpty()
                && config.worker().gaMeasurementId().isEmpty();
        say(
                none,
                "No back end: neither posthogApiKey nor gaMeasurementId with gaApiSecret is set, so the worker answers "
                        + "503 to every event. `pulumi config set --secret posthogApiKey <key>`");
    }

    private void rotation() {
        say(
                config.secrets().sameKeyTwice(),
                "No rotation: ingestionKeyPrevious is the same key as ingestionKey, so whoever still sends an older one "
                        + "gets 401. `pulumi config set --secret ingestionKeyPrevious <older key>`, "
                        + "or `pulumi config rm ingestionKeyPrevious`");
    }

    private void alerts() {
        say(
                config.protect() && config.alertEmail().isEmpty(),
                "No one is told of alerts: alertEmail is not set, so they only show in the console. "
                        + "`pulumi config set alertEmail <address>`");
    }

    private void protection() {
        List<String> released = config.domains().stream()
                .filter(StackConfigReader.DOMAINS::contains)
                .toList();
        say(
                !config.protect() && !released.isEmpty(),
                "No protection: protect is false although released clients send to " + String.join(", ", released)
                        + ", so a destroy takes name servers and addresses that cannot be had again. "
                        + "`pulumi config set protect true`, or for a throw-away stack "
                        + "`pulumi config set --path 'domains[0]' <another domain>`");
    }

    private void singleForwarder() {
        say(
                config.protect() && config.forwarder().minReplicas() == 1,
                "No second forwarder: forwarderMinReplicas is 1, so every datagram is lost while that machine or its "
                        + "zone is away. `pulumi config set forwarderMinReplicas 3`");
    }

    /** What the worker has no room for waits until Cloud Run answers 429; clients wait 2 s and do not try again. */
    private void capacity() {
        int sent = config.forwarder().maxReplicas() * config.forwarder().concurrency();
        int served = config.worker().maxInstances() * config.worker().concurrency();
        say(
                sent >= served,
                "No room for clients: all forwarders together have up to " + sent
                        + " requests under way (forwarderMaxReplicas × forwarderConcurrency) and the worker serves "
                        + served + " (workerMaxInstances × workerConcurrency). Raise one of the worker's, for instance "
                        + "`pulumi config set workerConcurrency <number>`, or lower one of the forwarders'");
    }

    private void requestLimit() {
        int limit = config.edgeRequestsPerMinute();
        say(
                config.edges().get(0) == Edge.DOMAIN_MAPPING && limit != StackConfigReader.REQUESTS_PER_MINUTE,
                "No limit of requests: edgeRequestsPerMinute is " + limit
                        + ", but only a load balancer limits, and names "
                        + "lead to the domain mapping. Put load-balancer first in edges, or "
                        + "`pulumi config rm edgeRequestsPerMinute`");
    }

    /** Whoever leaves the first region of such a stack would have the repository replaced, all images with it. */
    private void imageLocation() {
        Set<String> continents =
                config.regions().names().stream().map(Continent::of).collect(Collectors.toCollection(TreeSet::new));
        say(
                continents.size() > 1 && !config.images().locationSet(),
                "No fixed place of the images: imageLocation is not set and follows the first region, but the regions are on "
                        + String.join(" and ", continents) + ". `pulumi config set imageLocation "
                        + config.images().location() + "` keeps it where it is");
    }

    /** From the stack's own registry, where only this program puts images: somebody went back to one of its builds. */
    private void wentBack(String key, Optional<String> image) {
        String registry = Names.repository(config.images().location(), config.project());
        image.filter(reference -> config.images().registry().isEmpty() && reference.startsWith(registry + "/"))
                .ifPresent(reference -> say(
                        true,
                        "No new image: " + key + " holds " + reference + ", whatever the sources say. "
                                + "`pulumi config rm " + key + "` goes forward again"));
    }

    private void say(boolean wrong, String sentence) {
        if (wrong) {
            sentences.add(sentence);
        }
    }
}
