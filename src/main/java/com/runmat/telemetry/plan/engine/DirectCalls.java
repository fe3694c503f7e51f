package com.runmat.telemetry.plan.engine;

import io.grpc.BindableService;
import io.grpc.ManagedChannelBuilder;
import io.grpc.ManagedChannelProvider;
import io.grpc.ManagedChannelRegistry;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.inprocess.InProcessSocketAddress;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.Collection;
import java.util.Set;

/**
 * The way from the SDK to an engine in the same process: gRPC's own for that, with no port and no thread that waits at one, for
 * which a JVM waits 300 ms before it ends. Other addresses are reached as gRPC reaches them by itself.
 */
final class DirectCalls extends ManagedChannelProvider {
    private static final String PREFIX = "engine-in-this-process-";

    /** Above that of the provider which gRPC finds by itself, 5. */
    private static final int PRIORITY = 6;

    static {
        ManagedChannelRegistry.getDefaultRegistry().register(new DirectCalls());
    }

    private DirectCalls() {}

    /** An address that the SDK may be given, for an engine of this name. */
    static String address(String name) {
        return PREFIX + name;
    }

    /** Has these answer there, each call in the thread that makes it, until the server is shut down. */
    static Server serve(String address, BindableService... services) throws IOException {
        // the handlers only remember; a pool of threads would cost more than it gives
        var server = InProcessServerBuilder.forName(address).directExecutor();
        for (var service : services) {
            server.addService(service);
        }
        return server.build().start();
    }

    @Override
    protected boolean isAvailable() {
        return true;
    }

    @Override
    protected int priority() {
        return PRIORITY;
    }

    @Override
    protected ManagedChannelBuilder<?> builderForAddress(String host, int port) {
        return NettyChannelBuilder.forAddress(host, port);
    }

    @Override
    protected ManagedChannelBuilder<?> builderForTarget(String target) {
        return target.startsWith(PREFIX)
                ? InProcessChannelBuilder.forName(target)
                : NettyChannelBuilder.forTarget(target);
    }

    @Override
    protected Collection<Class<? extends SocketAddress>> getSupportedSocketAddressTypes() {
        return Set.of(InProcessSocketAddress.class);
    }
}
