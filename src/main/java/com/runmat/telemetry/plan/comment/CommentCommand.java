package com.runmat.telemetry.plan.comment;

import com.runmat.telemetry.commandline.Action;
import com.runmat.telemetry.commandline.Refusal;
import com.runmat.telemetry.plan.cli.EnginePreview;
import com.runmat.telemetry.plan.github.GitHub;
import com.runmat.telemetry.plan.github.GitHubFailed;
import com.runmat.telemetry.plan.github.PullRequest;
import com.runmat.telemetry.plan.untrusted.Fields;
import com.runmat.telemetry.plan.untrusted.Refused;
import com.runmat.telemetry.plan.untrusted.UntrustedJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./telemetry comment}. */
@Command(
        name = "comment",
        description = {
            "Prints the comment on a pull request, in GitHub's Markdown, from two outputs of `./telemetry plan --json`: what",
            "is replaced, changed and added, what clients notice of it, what it costs. The files may come from anybody: what is",
            "no plan is refused. Without a difference it says \"no change\", and --label says infra:none.",
            "",
            "With --post the comment on GitHub is edited in place, or made where there is something to say, and the pull",
            "request is labelled. That reads GITHUB_REPOSITORY, GITHUB_TOKEN, GITHUB_API_URL and, without --pull, the event of",
            "the run that made the plans (GITHUB_EVENT_PATH), whose commit must still be the head of an open pull request."
        },
        exitCodeList = {
            "0:it was printed, posted, or there was nothing to post to",
            "1:GitHub did not do as it was asked",
            "2:wrong usage, or a file is not what it should be"
        })
public final class CommentCommand extends Action {
    private final Path directory;
    private final Map<String, String> environment;

    @Parameters(index = "0", paramLabel = "base.json", description = "the plan of what the pull request is based on")
    @SuppressWarnings("NullAway.Init") // picocli sets it, or ends with wrong usage
    private Path base;

    @Parameters(index = "1", paramLabel = "head.json", description = "the plan with the pull request")
    @SuppressWarnings("NullAway.Init") // picocli sets it, or ends with wrong usage
    private Path head;

    @Option(
            names = "--engine",
            paramLabel = "<preview.json>",
            description =
                    "what `pulumi preview --json` said of it, to stand beside the plan; passed over where it is not there")
    private @Nullable Path engine;

    @ArgGroup(exclusive = true)
    private @Nullable Form form;

    @Option(names = "--pull", paramLabel = "<number>", description = "the pull request to post to")
    private int pull;

    /** Something else than the comment's text: one at a time. */
    private static final class Form {
        @Option(
                names = "--label",
                description = "the label alone, by the worst change: infra:none, change, replace, unprotect or delete")
        private boolean label;

        @Option(names = "--post", description = "post it on GitHub")
        private boolean post;
    }

    /** A command for the project in the working directory. */
    public CommentCommand() {
        this(Path.of(""), System.getenv());
    }

    /** A command with another environment. */
    CommentCommand(Path directory, Map<String, String> environment) {
        this.directory = directory;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        try {
            var comment = comment();
            if (form != null && form.post) {
                out().println(post(comment));
            } else if (form != null && form.label) {
                out().println(comment.label().text());
            } else {
                out().print(comment.text());
            }
            return WELL;
        } catch (Refused e) {
            throw Refusal.wrongUsage(String.valueOf(e.getMessage()));
        } catch (GitHubFailed e) {
            throw Refusal.failed(String.valueOf(e.getMessage()));
        }
    }

    private Comment comment() {
        var before = PlanFile.read(base);
        var after = PlanFile.read(head);
        var stack = after.plan().stack();
        if (!before.plan().stack().equals(stack)
                || !before.plan().project().equals(after.plan().project())) {
            throw new Refused("%s and %s are plans of different stacks; give two of the same".formatted(base, head));
        }
        if (!Files.exists(directory.resolve("Pulumi." + stack + ".yaml"))) {
            throw new Refused("%s is a plan of a stack that has no settings here".formatted(head));
        }
        return Comment.between(before, after, preview());
    }

    private Optional<EnginePreview> preview() {
        return Optional.ofNullable(engine).filter(Files::exists).map(EnginePreview::read);
    }

    private String post(Comment comment) {
        var github = GitHub.of(environment);
        var found = pull > 0 ? Optional.of(new PullRequest(github, pull)) : PullRequest.of(github, event());
        return found.map(request -> post(request, comment))
                .orElse("no open pull request has this commit as its head: nothing was posted");
    }

    private static String post(PullRequest request, Comment comment) {
        var done = request.comment(comment.marker(), comment.text(), comment.label() != Label.NONE);
        request.label(comment.label().text(), Label.PREFIX);
        return "comment %s, label %s".formatted(done, comment.label().text());
    }

    private Fields event() {
        var path = environment.getOrDefault("GITHUB_EVENT_PATH", "");
        if (path.isEmpty()) {
            throw new Refused("--post needs --pull, or GITHUB_EVENT_PATH in the environment");
        }
        return UntrustedJson.read(Path.of(path));
    }
}
