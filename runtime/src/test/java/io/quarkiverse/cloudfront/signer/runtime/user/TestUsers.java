package io.quarkiverse.cloudfront.signer.runtime.user;

import java.lang.reflect.Method;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import jakarta.enterprise.inject.Instance;

import io.quarkiverse.cloudfront.signer.runtime.Stub;
import io.quarkiverse.cloudfront.signer.runtime.async.Later;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkedUser;
import io.quarkiverse.cloudfront.signer.runtime.viewer.CookieOwner;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;

/**
 * A user who makes all calls, and who may not be known yet.
 */
public final class TestUsers implements Users {

    private final CompletableFuture<User> user;
    private boolean withoutTokens;

    public TestUsers(CompletableFuture<User> user) {
        this.user = user;
    }

    public TestUsers(User user) {
        this(CompletableFuture.completedFuture(user));
    }

    public static User alice(Instant tokenExpiry) {
        return user(false, tokenExpiry, null);
    }

    public static User nobody() {
        return user(true, null, null);
    }

    public static User unboundable(String reason) {
        return user(false, null, reason);
    }

    /**
     * A user all of whose claims have this value, and so has the name.
     */
    public static User withData(String value) {
        return new User(false, () -> new CookieOwner("shop", "mallory"), Optional.empty(), null, name -> value,
                () -> new MarkedUser("", "mallory", null));
    }

    /**
     * A user without a token.
     */
    public static User withoutClaims(String name) {
        return new IdentityUsers(null, null, List.of(), null)
                .of(QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal(name)).build());
    }

    private static User user(boolean anonymous, Instant tokenExpiry, String unboundable) {
        Function<String, String> placeholders = name -> name.equals("principal") ? "alice" : "value-of-" + name;
        return new User(anonymous, () -> new CookieOwner("shop", "alice"), Optional.ofNullable(tokenExpiry), unboundable,
                placeholders,
                () -> anonymous ? null : new MarkedUser("https://id.example.com", "alice", null));
    }

    /**
     * Denies access as an application does, which logs the reason.
     */
    public static RuntimeException denied(String reason) {
        return new IdentityUsers(null, null, List.of(), null).forbidden(reason);
    }

    /**
     * The users of an application with quarkus-oidc.
     */
    public static IdentityUsers ofOidc() {
        return new IdentityUsers(null, null, List.of(new OidcReader(Stub.of(Instance.class, Map.of()))), null);
    }

    public TestUsers withoutTokens() {
        withoutTokens = true;
        return this;
    }

    @Override
    public Later<User> currentIn(Method called) {
        return user();
    }

    @Override
    public boolean mayHaveTokens() {
        return !withoutTokens;
    }

    @Override
    public RuntimeException unauthorized(String reason) {
        return new UnauthorizedException(reason);
    }

    @Override
    public RuntimeException forbidden(String reason) {
        return new ForbiddenException(reason);
    }

    public Later<User> user() {
        return Later.shared(Uni.createFrom().completionStage(user), "the user is not known yet");
    }
}
