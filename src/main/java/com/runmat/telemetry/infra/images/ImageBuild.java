package com.runmat.telemetry.infra.images;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Builds and pushes images with the project's own Maven and Jib, in one child process for all that lack: two at a time
 * would write into the same folders. Needs no Docker daemon.
 *
 * @param project the top folder of the project, where {@code mvnw} is
 * @param environment of the child; Pulumi's own variables, which hold the stack's secrets, are left out
 * @param limit after which the build is ended and counts as failed
 * @param progress is told each step, on the thread that builds
 */
record ImageBuild(
        Path project,
        ImageKind kind,
        Optional<String> baseImage,
        Map<String, String> environment,
        Duration limit,
        Consumer<String> progress) {
    /**
     * Builds these services and pushes each as {@code repository/module:tag}.
     *
     * @throws ImagesFailed with the compiler's words
     */
    void run(String repository, Map<DeployedService, String> tags, SourceRevision revision) {
        var output = new BuildOutput(progress);
        var process = start(command(repository, tags, revision), repository);
        try {
            var reader = new Thread(() -> read(process, output), "image-build-output");
            reader.start();
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                end(process);
            }
            reader.join();
            check(ended, process, output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImagesFailed("the build of the images was interrupted", e);
        } finally {
            end(process);
        }
    }

    private void check(boolean ended, Process process, BuildOutput output) {
        if (!ended) {
            throw new ImagesFailed("the build of the images took more than " + limit.toMinutes()
                    + " minutes and was ended; the last it said:\n" + output.explanation());
        }
        if (process.exitValue() != 0) {
            throw new ImagesFailed("the images could not be built:\n" + output.explanation());
        }
    }

    private List<String> command(String repository, Map<DeployedService, String> tags, SourceRevision revision) {
        var modules =
                tags.keySet().stream().map(DeployedService::module).sorted().toList();
        List<String> command = new ArrayList<>(List.of(wrapper(), "-f", "services/pom.xml", "-B"));
        command.addAll(List.of("--no-transfer-progress", "-Dstyle.color=never", "-Djib.console=plain"));
        command.addAll(List.of("-Dmaven.test.skip=true", "-pl", String.join(",", modules), "-am"));
        command.addAll(List.of("-Pimage", "-Dimage.kind=" + kind.property()));
        command.add("-Dchecks.skip"); // a warning of a newer JDK must not stop a redeployment
        command.add("-Dimage.repository=" + repository);
        command.addAll(List.of("-Dimage.revision=" + revision.commit(), "-Dimage.tree=" + revision.tree()));
        tags.forEach((service, tag) -> command.add("-D" + service.module() + ".tag=" + tag));
        baseImage.ifPresent(image -> command.add("-Dbase.image=" + image));
        if (Loopback.is(repository) || baseImage.filter(Loopback::is).isPresent()) {
            command.add("-Djib.allowInsecureRegistries=true");
        }
        Optional.ofNullable(System.getProperty("maven.repo.local"))
                .ifPresent(folder -> command.add("-Dmaven.repo.local=" + folder));
        command.addAll(List.of("pre-integration-test", "jib:build"));
        return command;
    }

    private String wrapper() {
        var name = File.separatorChar == '\\' ? "mvnw.cmd" : "mvnw";
        return project.resolve(name).toAbsolutePath().toString();
    }

    private Process start(List<String> command, String repository) {
        var builder = new ProcessBuilder(command).directory(project.toFile()).redirectErrorStream(true);
        var child = builder.environment();
        child.clear();
        child.putAll(environment);
        child.keySet().removeIf(name -> name.startsWith("PULUMI_"));
        RegistryToken.in(environment, registry(repository))
                .ifPresent(token -> child.put(RegistryToken.FOR_MAVEN, token));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new ImagesFailed(command.get(0) + " could not be started: " + e.getMessage(), e);
        }
    }

    private static String registry(String repository) {
        return repository.substring(0, (repository + '/').indexOf('/'));
    }

    private static void read(Process process, BuildOutput output) {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines().forEach(output);
        } catch (IOException | UncheckedIOException e) {
            output.accept("[ERROR] the build's output broke off: " + e.getMessage());
        }
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
