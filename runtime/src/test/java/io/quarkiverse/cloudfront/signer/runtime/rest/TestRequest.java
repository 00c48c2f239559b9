package io.quarkiverse.cloudfront.signer.runtime.rest;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

import jakarta.ws.rs.container.CompletionCallback;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.common.ResteasyReactiveConfig;
import org.jboss.resteasy.reactive.common.util.ServerMediaType;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.Deployment;
import org.jboss.resteasy.reactive.server.core.ServerSerialisers;
import org.jboss.resteasy.reactive.server.handlers.ExceptionHandler;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;
import org.jboss.resteasy.reactive.server.vertx.VertxResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.spi.ThreadSetupAction;

import io.quarkiverse.cloudfront.signer.runtime.rest.playlist.PlaylistHandler;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Exchange;

/**
 * The current request of Quarkus REST, for the endpoint {@code Album.pictures}.
 */
public final class TestRequest extends VertxResteasyReactiveRequestContext implements AutoCloseable {

    static class Album {

        public Object pictures(String id) {
            throw new AssertionError("calls do not get here");
        }

        public Object covers(String id) {
            throw new AssertionError("calls do not get here");
        }
    }

    /** How the request continues after a handler: "here", "worker", or a failure. */
    final List<Object> resumed = new ArrayList<>();

    final List<CompletionCallback> completions = new ArrayList<>();

    private Throwable failure;

    /**
     * @param produces media types of the endpoint, or none
     */
    public TestRequest(Exchange exchange, String... produces) {
        this(exchange, null, produces);
    }

    public TestRequest(Exchange exchange, ServerSerialisers serialisers, String... produces) {
        super(new Deployment(null, null, serialisers, null, null, "/", null, null, null, ThreadSetupAction.NOOP, null,
                List.of(), null,
                List.of(), null, false, new ResteasyReactiveConfig(), Map.of()), exchange.context(), ThreadSetupAction.NOOP,
                new ServerRestHandler[0], new ServerRestHandler[] { new ExceptionHandler() }, null);
        ServerMediaType types = produces.length == 0 ? null
                : new ServerMediaType(Stream.of(produces).map(MediaType::valueOf).toList(), null, false);
        target(types, null);
        CurrentRequestManager.set(this);
    }

    private void target(ServerMediaType types, MediaType elements) {
        ServerRestHandler[] handlers = { new PlaylistHandler() };
        restart(new RuntimeResource("GET", null, null, types, List.of(), null, null, handlers, "pictures",
                new Class<?>[] { String.class }, Object.class, false, false, Album.class, null, Map.of("id", 0), Map.of(),
                elements, Map.of()));
    }

    /** The endpoint's annotation says which media type the elements of its stream have. */
    TestRequest streaming(MediaType elements) {
        target(getTarget().getProduces(), elements);
        return this;
    }

    public static Method method(String name) {
        try {
            return Album.class.getDeclaredMethod(name, String.class);
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    public TestRequest fail(Throwable with) {
        failure = with;
        return this;
    }

    @Override
    public Throwable getThrowable() {
        return failure;
    }

    @Override
    public void registerCompletionCallback(CompletionCallback callback) {
        completions.add(callback);
    }

    @Override
    public void resume() {
        resumed.add("here");
    }

    @Override
    public synchronized void resume(Executor executor) {
        resumed.add("worker");
    }

    @Override
    public synchronized void resume(Throwable with, boolean mapped) {
        resumed.add(with);
    }

    @Override
    public void close() {
        CurrentRequestManager.set(null);
    }
}
