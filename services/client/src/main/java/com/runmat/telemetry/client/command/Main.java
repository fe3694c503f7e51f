package com.runmat.telemetry.client.command;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** {@code Main send|status|enable|disable [arguments]}. Exit codes are those of {@link Invocation}. */
public final class Main {
    private static final Map<String, ToIntFunction<Invocation>> COMMANDS = Map.of(
            "send",
            SendCommand::run,
            "status",
            StatusCommand::run,
            "enable",
            call -> SwitchCommand.run(call, true),
            "disable",
            call -> SwitchCommand.run(call, false));

    private Main() {}

    public static void main(String[] arguments) {
        List<String> all = Arrays.asList(arguments);
        ToIntFunction<Invocation> command = all.isEmpty() ? null : COMMANDS.get(all.get(0));
        if (command == null) {
            System.err.println("usage: send|status|enable|disable [arguments]");
            System.exit(Invocation.USAGE);
            return;
        }
        Invocation call = new Invocation(all.subList(1, all.size()), System.getenv(), System.out, System.err);
        int code = command.applyAsInt(call);
        System.out.flush();
        System.exit(code);
    }
}
