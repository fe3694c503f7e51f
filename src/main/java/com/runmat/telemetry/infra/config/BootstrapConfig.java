package com.runmat.telemetry.infra.config;

import com.pulumi.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that the bootstrap stack can be told.
 *
 * @param project the seed's, in which nothing is deployed
 * @param projects that are deployed to, none of them the seed's
 * @param location the multi-region of state and key: us, europe or asia
 * @param gitHub whose workflows deploy; without it only people do
 */
public record BootstrapConfig(
        String project,
        List<String> projects,
        String location,
        boolean protect,
        Optional<GitHubSettings> gitHub,
        Optional<String> alertEmail) {

    public BootstrapConfig {
        projects = List.copyOf(projects);
    }

    /**
     * Reads the stack's configuration.
     *
     * @throws ConfigException that lists every mistake
     */
    public static BootstrapConfig of(Context context) {
        return new BootstrapConfigReader(Settings.of(context)).read();
    }

    /** What can be built but will surprise, a sentence each, with the next step. */
    public List<String> advice() {
        List<String> sentences = new ArrayList<>();
        if (projects.isEmpty()) {
            sentences.add("Nothing can be deployed: deployProjects is empty, so the deploy account has no roles. "
                    + "`pulumi config set --path 'deployProjects[0]' <project>`");
        }
        if (gitHub.isEmpty()) {
            sentences.add(
                    "No workflow can deploy: githubOwnerId, githubRepositoryId, deploySubject and previewSubject are "
                            + "not set. docs/operate/first-day.md says where they are found.");
        }
        if (alertEmail.isEmpty()) {
            sentences.add("No one is told when the seed project's owners change: alertEmail is not set. "
                    + "`pulumi config set alertEmail <address>`");
        }
        return sentences;
    }
}
