package io.quarkiverse.cloudfront.signer.runtime.interceptor;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

import jakarta.interceptor.InvocationContext;

import org.eclipse.microprofile.config.Config;

import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.fixtures.SteppedClock;
import io.quarkiverse.cloudfront.signer.runtime.Stub;
import io.quarkiverse.cloudfront.signer.runtime.TestSigners;
import io.quarkiverse.cloudfront.signer.runtime.async.Later;
import io.quarkiverse.cloudfront.signer.runtime.cache.CacheLoads;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldBodies;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldRules;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldTerms;
import io.quarkiverse.cloudfront.signer.runtime.field.TestRest;
import io.quarkiverse.cloudfront.signer.runtime.signer.Signers;
import io.quarkiverse.cloudfront.signer.runtime.user.Login;
import io.quarkiverse.cloudfront.signer.runtime.user.TestUsers;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Exchange;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.AbstractMulti;

/**
 * The beans for an application's signed methods, wired as CDI would do it.
 */
public final class TestApplication {

    public static final String NOW = "2026-11-25T12:00:00Z";

    /** The bean whose methods are called. */
    static class Album {

        public Object any(String id, Object other) {
            throw new AssertionError("calls do not get here");
        }

        public Multi<?> multi() {
            throw new AssertionError("calls do not get here");
        }

        public Uni<?> uni() {
            throw new AssertionError("calls do not get here");
        }

        public void nothing() {
            throw new AssertionError("calls do not get here");
        }

        public AbstractMulti<?> kindOfMulti() {
            throw new AssertionError("calls do not get here");
        }
    }

    public final SteppedClock clock = new SteppedClock(NOW);
    /** Null in an application without caches. */
    CacheLoads cacheLoads = new CacheLoads();
    public final Exchange exchange;
    final Signers signers;
    public final FieldBodies bodies;
    public SignedMethods methods;
    Login login = () -> Later.failed(new SecurityException("the login is checked first"));
    /** Null in an application without Kotlin. */
    Coroutines coroutines;
    private final TestUsers users;
    private final TestRest rest;
    private final Config config;

    /**
     * @param exchange null outside of an HTTP request
     * @param users null in an application without security
     * @param rest null in an application without Jakarta REST
     * @param properties of the signers
     */
    public TestApplication(Exchange exchange, TestUsers users, TestRest rest, SigningKey remoteKey, String... properties) {
        this.exchange = exchange;
        this.users = users;
        this.rest = rest;
        signers = TestSigners.signers(clock, remoteKey, properties);
        config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(Map.of("album.life", "2m"), "test", 100)).build();
        bodies = new FieldBodies(new FieldRules(signers, config), Stub.instance(rest), Stub.instance(null));
        methods = signedMethods();
    }

    private SignedMethods signedMethods() {
        return new SignedMethods(signers, config, Stub.instance(rest), Stub.instance(users), Stub.instance(bodies),
                Stub.instance(null));
    }

    public TestApplication(TestUsers users, String... properties) {
        this(new Exchange(), users, null, null, properties);
    }

    private static Method method(String name) {
        return Stream.of(Album.class.getDeclaredMethods()).filter(method -> method.getName().equals(name)).findFirst()
                .orElseThrow();
    }

    void prepare(TestMethod method) {
        Map<String, SignedMethodInfo> prepared = new HashMap<>();
        for (String name : List.of("any", "multi", "uni", "nothing", "kindOfMulti")) {
            prepared.put(MethodName.of(Album.class, method(name)), method.build());
        }
        methods = signedMethods();
        methods.prepare(prepared);
    }

    public void fields(Map<String, FieldTerms> fields, Class<?>... holders) {
        bodies.rules().prepare(fields, Set.copyOf(Stream.of(holders).map(Class::getName).toList()), true);
    }

    /**
     * Calls a signed method that returns this value.
     */
    public Object call(TestMethod method, Object result, Object... arguments) {
        return call(method, "any", () -> result, arguments);
    }

    public Object call(TestMethod method, String name, Callable<Object> body, Object... arguments) {
        prepare(method);
        return intercept(Stub.of(InvocationContext.class, Map.of("getTarget", none -> new Album(), "getMethod",
                none -> method(name), "getParameters", none -> arguments, "setParameters", none -> null, "proceed",
                none -> proceed(body))));
    }

    private Object intercept(InvocationContext context) {
        try {
            return new SignedResourceInterceptor(methods, Exchange.viewers(exchange), Stub.instance(login),
                    Stub.instance(cacheLoads), Stub.instance(coroutines)).sign(context);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    private static Object proceed(Callable<Object> body) {
        try {
            return body.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }
}
