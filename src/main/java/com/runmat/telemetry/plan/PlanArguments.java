package com.runmat.telemetry.plan;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * The command line of {@code ./telemetry plan}.
 *
 * @param diff the revision to compare with, or an empty text
 */
record PlanArguments(String stack, boolean json, String diff, boolean picture, boolean colour, boolean help) {
    static final String HELP = """
            usage: ./telemetry plan [stack] [--json | --diff <git ref> | --picture]

            Shows what `pulumi up` would create for a stack (default: prod) by running the same program against an
            engine in this process: resources, options, outputs, counts and an estimate of the monthly cost.
            It needs a JDK, and neither the Pulumi CLI, nor credentials, nor a network. What only the cloud can tell is
            shown as [unknown]; encrypted settings are never decrypted and shown as [secret].

              --json            the plan as JSON: an object with "resources", "outputs", "counts", "cost" and "warnings"
              --diff <git ref>  what this plan adds, changes and removes against the plan of another revision
              --picture         the components and what needs what, as a Mermaid flowchart
              --colour          colour even where the output is no terminal; NO_COLOR turns it off everywhere
              --help            this text
            """;

    static PlanArguments parse(List<String> arguments) {
        var parser = new Parser(new ArrayDeque<>(arguments));
        return parser.parse();
    }

    private static final class Parser {
        private final Deque<String> left;
        private String stack = "";
        private boolean json;
        private String diff = "";
        private boolean picture;
        private boolean colour;
        private boolean help;

        Parser(Deque<String> left) {
            this.left = left;
        }

        PlanArguments parse() {
            while (!left.isEmpty()) {
                take(left.pop());
            }
            if (Stream.of(json, picture, !diff.isEmpty())
                            .filter(wanted -> wanted)
                            .count()
                    > 1) {
                throw new UsageException("--json, --diff and --picture do not go together: choose one");
            }
            return new PlanArguments(stack.isEmpty() ? "prod" : stack, json, diff, picture, colour, help);
        }

        private void take(String argument) {
            switch (argument) {
                case "--json" -> json = true;
                case "--diff" -> diff = value(argument);
                case "--picture" -> picture = true;
                case "--colour" -> colour = true;
                case "-h", "--help" -> help = true;
                default -> stack(argument);
            }
        }

        private String value(String option) {
            if (left.isEmpty() || left.peek().startsWith("-")) {
                throw new UsageException(option + " needs a value; ./telemetry plan --help shows how");
            }
            return left.pop();
        }

        private void stack(String argument) {
            if (argument.startsWith("--diff=")) {
                diff = argument.substring("--diff=".length());
            } else if (argument.startsWith("-")) {
                throw new UsageException("no option \"" + argument + "\"; ./telemetry plan --help lists them");
            } else if (!stack.isEmpty()) {
                throw new UsageException("one stack at a time: \"%s\" or \"%s\"".formatted(stack, argument));
            } else {
                stack = argument;
            }
        }
    }
}
