package com.runmat.telemetry.infra.component;

import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import com.runmat.telemetry.infra.naming.Names;
import java.util.List;

/**
 * A thing that an operator has a word for. It registers its resources as children of itself, each after what the
 * placement says, so that a first {@code up} finds its APIs enabled and a {@code destroy} goes the way back.
 */
public abstract class Component extends ComponentResource {
    private final Placement placement;

    /**
     * Registers the component itself.
     *
     * @param type the last part of the type token, {@code room:Type}
     */
    protected Component(String type, String name, Placement placement) {
        super("telemetry:" + type, name, beside(placement));
        this.placement = placement;
    }

    private static ComponentResourceOptions beside(Placement placement) {
        ComponentResourceOptions.Builder options = ComponentResourceOptions.builder();
        options.providers(placement.provider());
        placement.parent().ifPresent(options::parent);
        return options.build();
    }

    protected final Names names() {
        return placement.names();
    }

    /** Options of a child that waits for nothing but the placement's resources and these. */
    protected final CustomResourceOptions child(Resource... after) {
        return options(after).build();
    }

    /** Options of a child that must survive a careless {@code destroy}, unless the stack is a throw-away one. */
    protected final CustomResourceOptions kept(Resource... after) {
        return keptWhile(true, after);
    }

    /** The same, of a child that may go once it does not serve any more. */
    protected final CustomResourceOptions keptWhile(boolean serving, Resource... after) {
        CustomResourceOptions.Builder options = options(after);
        options.protect(placement.protect() && serving);
        return options.build();
    }

    /** The same as {@link #child}, for options that are said on top. */
    protected final CustomResourceOptions.Builder options(Resource... after) {
        CustomResourceOptions.Builder options = CustomResourceOptions.builder();
        options.parent(this);
        options.dependsOn(placement.after(List.of(after)).after());
        return options;
    }
}
