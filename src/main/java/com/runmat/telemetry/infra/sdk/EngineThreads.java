package com.runmat.telemetry.infra.sdk;

import io.grpc.ManagedChannelBuilder;
import io.grpc.ManagedChannelProvider;
import io.grpc.ManagedChannelRegistry;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The connections that the SDK makes to the engine, on a thread that ends when the JVM is told to exit. gRPC's own
 * threads wait in native code for what the engine may still say, and a JVM waits 300 ms for such threads before it ends.
 */
final class EngineThreads extends ManagedChannelProvider {
    static final String NAME = "engine-connections";

    /** Above that of the provider which gRPC finds by itself, 5. */
    private static final int PRIORITY = 10;

    /** The thread is not of its kind. */
    private static final String NO_NATIVE_LIBRARY = "io.grpc.netty.shaded.io.netty.transport.noNative";

    private final EventLoopGroup threads = new NioEventLoopGroup(1, new DefaultThreadFactory(NAME, true));

    private EngineThreads() {}

    /**
     * Holds for every connection that is made from now on; to be called once, before the first.
     *
     * @param atExit is given what to run when the JVM is told to exit
     */
    static void endWithTheProgram(Consumer<Thread> atExit) {
        System.setProperty(NO_NATIVE_LIBRARY, "true");
        var connections = new EngineThreads();
        ManagedChannelRegistry.getDefaultRegistry().register(connections);
        atExit.accept(new Thread(connections::end, "end of " + NAME));
    }

    private void end() {
        ManagedChannelRegistry.getDefaultRegistry().deregister(this);
        threads.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(1, TimeUnit.SECONDS);
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
        return onOurThread(NettyChannelBuilder.forAddress(host, port));
    }

    @Override
    protected ManagedChannelBuilder<?> builderForTarget(String target) {
        return onOurThread(NettyChannelBuilder.forTarget(target));
    }

    @Override
    protected Collection<Class<? extends SocketAddress>> getSupportedSocketAddressTypes() {
        return Set.of(InetSocketAddress.class);
    }

    private ManagedChannelBuilder<?> onOurThread(NettyChannelBuilder channel) {
        return channel.eventLoopGroup(threads).channelType(NioSocketChannel.class);
    }
}
