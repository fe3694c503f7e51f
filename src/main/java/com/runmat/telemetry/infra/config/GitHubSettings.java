package com.runmat.telemetry.infra.config;

/**
 * The repository whose workflows deploy.
 *
 * @param ownerId the owner's number, which stays when its name goes to somebody else
 * @param repositoryId the repository's
 * @param deploySubject what GitHub calls a workflow that deploys, whole: since June 2026 new repositories' have numbers in them
 * @param previewSubject the same of one that previews
 */
public record GitHubSettings(String ownerId, String repositoryId, String deploySubject, String previewSubject) {}
