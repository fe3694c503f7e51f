package com.runmat.telemetry.infra.config;

import java.util.List;
import java.util.Optional;

/** Knows each key of the bootstrap stack, its default and what is allowed. */
final class BootstrapConfigReader {
    private static final String NUMBER =
            "a number, which https://api.github.com/repos/OWNER/REPOSITORY tells as id and owner.id";
    private static final String SUBJECT =
            "the whole subject of a workflow's token, such as repo:owner/repository:environment:production";

    private final Settings settings;

    BootstrapConfigReader(Settings settings) {
        this.settings = settings;
    }

    BootstrapConfig read() {
        BootstrapConfig config = new BootstrapConfig(
                settings.project(),
                settings.list("deployProjects", List.of(), Rules::projectId, "the id of a project that is deployed to"),
                settings.text("stateLocation", "us", Continent.ALL::contains, String.join(", ", Continent.ALL)),
                settings.flag("protect", true),
                gitHub(),
                settings.optional("alertEmail", Rules::email, "one e-mail address"));
        if (config.projects().contains(config.project())) {
            settings.mistake(
                    "deployProjects",
                    "has " + config.project()
                            + ": allowed is any project but the seed's own, whose loss would take the state along");
        }
        settings.complete();
        return config;
    }

    private Optional<GitHubSettings> gitHub() {
        Optional<String> owner = settings.optional("githubOwnerId", Rules::number, NUMBER);
        Optional<String> repository = settings.optional("githubRepositoryId", Rules::number, NUMBER);
        Optional<String> deploy = settings.optional("deploySubject", Rules::subject, SUBJECT);
        Optional<String> preview = settings.optional("previewSubject", Rules::subject, SUBJECT);
        long set = List.of(owner, repository, deploy, preview).stream()
                .filter(Optional::isPresent)
                .count();
        if (set > 0 && set < 4) {
            settings.mistake(
                    "githubOwnerId",
                    "githubRepositoryId, deploySubject, previewSubject: allowed is all of them or none");
        }
        if (deploy.isPresent() && deploy.equals(preview)) {
            settings.mistake(
                    "previewSubject", "= deploySubject: allowed is another, or whatever previews could deploy");
        }
        return set < 4
                ? Optional.empty()
                : Optional.of(new GitHubSettings(owner.get(), repository.get(), deploy.get(), preview.get()));
    }
}
