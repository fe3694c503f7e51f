package com.runmat.telemetry.infra;

import com.pulumi.Config;
import com.pulumi.Context;
import com.pulumi.core.Output;
import com.pulumi.gcp.Provider;
import com.pulumi.gcp.ProviderArgs;
import com.runmat.telemetry.infra.naming.Names;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * The provider that makes everything, so that everything has the same labels. A provider of a program's own is not told
 * the stack's other {@code gcp:} settings by the engine, so they are passed on here: credentials, whom to act as,
 * addresses of the APIs.
 */
final class GoogleProvider {
    private static final Set<String> SECRETS = Set.of("accessToken", "credentials");

    /** Set from the configuration that was checked. */
    private static final Set<String> OURS = Set.of("project", "defaultLabels");

    private final Config settings;
    private final ProviderArgs.Builder args = ProviderArgs.builder();

    private GoogleProvider(Config settings) {
        this.settings = settings;
    }

    static Provider of(Context context, String project, Names names) {
        GoogleProvider provider = new GoogleProvider(context.config("gcp"));
        provider.passOn();
        provider.args.project(project).defaultLabels(names.labels());
        return new Provider("gcp", provider.args.build());
    }

    private void passOn() {
        Arrays.stream(ProviderArgs.Builder.class.getMethods())
                .filter(setter -> setter.getParameterCount() == 1 && !OURS.contains(setter.getName()))
                .forEach(this::passOn);
    }

    /** Texts and truths; the settings that are lists or objects only tune, and keep the provider's defaults. */
    private void passOn(Method setter) {
        Class<?> type = setter.getParameterTypes()[0];
        String key = setter.getName();
        if (type == Boolean.class) {
            settings.getBoolean(key).ifPresent(value -> set(setter, value));
        } else if (type == String.class && !SECRETS.contains(key)) {
            settings.get(key).ifPresent(value -> set(setter, value));
        } else if (type == Output.class && SECRETS.contains(key)) {
            Optional<String> value = settings.get(key);
            value.ifPresent(secret -> set(setter, Output.ofSecret(secret)));
        }
    }

    private void set(Method setter, Object value) {
        try {
            setter.invoke(args, value);
        } catch (ReflectiveOperationException e) { // the SDK's own public setter, with its own type
            throw new IllegalStateException("cannot set gcp:" + setter.getName(), e);
        }
    }
}
