package com.runmat.telemetry.plan.drill;

import java.util.Arrays;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What {@code pulumi up --exclude} leaves as it is. */
record LeftOut(String glob) implements Predicate<String> {
    static final LeftOut NOTHING = new LeftOut("");

    /** The URN of everything that stands in a region. */
    static LeftOut region(String name) {
        return new LeftOut("**::" + name + "-*");
    }

    @Override
    public boolean test(String urn) {
        return !glob.isEmpty() && pattern().matcher(urn).matches();
    }

    /** As the engine reads a pattern: two stars are any text, one is any without a colon. */
    private Pattern pattern() {
        return Pattern.compile(Arrays.stream(glob.split(Pattern.quote("**"), -1))
                .map(part -> Arrays.stream(part.split(Pattern.quote("*"), -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining("[^:]*")))
                .collect(Collectors.joining(".*")));
    }
}
