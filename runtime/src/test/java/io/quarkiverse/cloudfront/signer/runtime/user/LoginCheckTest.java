package io.quarkiverse.cloudfront.signer.runtime.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.event.Event;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.EventLoop;
import io.quarkiverse.cloudfront.signer.runtime.Stub;
import io.quarkiverse.cloudfront.signer.runtime.viewer.RequestScope;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.security.spi.runtime.AuthorizationController;
import io.quarkus.security.spi.runtime.AuthorizationFailureEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

class LoginCheckTest {

    private static final SecurityIdentity ALICE = QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal("alice"))
            .build();
    private static final SecurityIdentity NOBODY = QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal(""))
            .setAnonymous(true).build();

    private final List<Object> events = new ArrayList<>();
    private final RequestScope request = new RequestScope(true);
    private int calls;
    private boolean authorization = true;

    @BeforeEach
    void detectEventLoop() {
        EventLoop.detect();
    }

    private LoginCheck check(LateIdentity identity) {
        AuthorizationController controller = new AuthorizationController() {

            @Override
            public boolean isAuthorizationEnabled() {
                return authorization;
            }
        };
        @SuppressWarnings("unchecked")
        Event<AuthorizationFailureEvent> failures = Stub.of(Event.class, Map.of("fire", fired -> events.add(fired[0]),
                "fireAsync", fired -> CompletableFuture.completedFuture(null)));
        return new LoginCheck(identity, controller, failures, true, request);
    }

    private Callable<Object> call(Object result) {
        return () -> {
            calls++;
            return result;
        };
    }

    private Object call(LateIdentity identity, Class<?> returnType, Object result) {
        try {
            return check(identity).call(returnType, call(result));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void loggedInUser_mayCall() {
        assertThat(call(LateIdentity.known(ALICE), String.class, "signed")).isEqualTo("signed");
        assertThat(EventLoop.run(() -> call(LateIdentity.known(ALICE), String.class, "signed"))).isEqualTo("signed");
        assertThat(events).isEmpty();
        assertThat(request.isActive()).as("the request goes on").isTrue();
    }

    @Test
    void anonymousCaller_isRejectedWithAnEvent() {
        assertThatThrownBy(() -> call(LateIdentity.known(NOBODY), String.class, "signed"))
                .isInstanceOf(UnauthorizedException.class).hasMessage("Methods that sign require a logged-in user");
        assertThatThrownBy(() -> EventLoop.run(() -> call(LateIdentity.known(NOBODY), String.class, "signed")))
                .isInstanceOf(UnauthorizedException.class);
        assertThat(calls).isZero();
        assertThat(events).hasSize(2).first().isInstanceOfSatisfying(AuthorizationFailureEvent.class,
                event -> assertThat(event.getAuthorizationFailure()).isInstanceOf(UnauthorizedException.class));
    }

    @Test
    void disabledAuthorization_permitsEachCall() {
        authorization = false;

        assertThat(call(LateIdentity.known(NOBODY), String.class, "signed")).isEqualTo("signed");
        assertThat(check(LateIdentity.known(NOBODY)).check()).isNull();
    }

    @Test
    void pendingUser_isAwaitedWhereBlockingIsAllowed() {
        LateIdentity late = new LateIdentity();
        CompletableFuture.runAsync(() -> late.complete(ALICE));
        assertThat(call(late, String.class, "signed")).isEqualTo("signed");

        assertThatThrownBy(() -> EventLoop.run(() -> call(new LateIdentity(), String.class, "signed")))
                .isInstanceOf(CloudFrontSignerException.class).hasMessageContaining("the event loop must not wait");
        assertThat(calls).isEqualTo(1);
    }

    /** Called on the event loop, which must not block. */
    private Uni<?> asynchronous(LateIdentity identity, Class<?> returnType) {
        Object result = EventLoop.run(() -> call(identity, returnType,
                returnType == Uni.class ? Uni.createFrom().item("signed")
                        : returnType == Multi.class ? Multi.createFrom().items("signed")
                                : CompletableFuture.completedFuture("signed")));
        return result instanceof Multi<?> multi ? multi.toUni()
                : result instanceof Uni<?> uni ? uni : Uni.createFrom().completionStage((CompletionStage<?>) result);
    }

    @ParameterizedTest
    @ValueSource(classes = { Uni.class, Multi.class, CompletionStage.class })
    void asynchronousCall_isMadeOnceTheUserIsKnown(Class<?> returnType) {
        LateIdentity late = new LateIdentity();
        CompletableFuture<?> result = asynchronous(late, returnType).subscribeAsCompletionStage();
        assertThat(calls).isZero();

        late.complete(ALICE);

        assertThat((Object) result.join()).isEqualTo("signed");
        assertThat(calls).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(classes = { Uni.class, Multi.class, CompletionStage.class })
    void asynchronousCallOfAnAnonymousCaller_isRejected(Class<?> returnType) {
        LateIdentity late = new LateIdentity();
        CompletableFuture<?> result = asynchronous(late, returnType).subscribeAsCompletionStage();

        late.complete(NOBODY);

        assertThatThrownBy(result::join).hasCauseInstanceOf(UnauthorizedException.class);
        assertThat(calls).isZero();
    }

    @Test
    void failureOfAnAsynchronousCall_reachesTheCaller() {
        LateIdentity late = new LateIdentity();
        Object result = EventLoop.run(() -> {
            try {
                return check(late).call(Uni.class, () -> {
                    throw new IOException("broken");
                });
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        late.complete(ALICE);

        assertThatThrownBy(() -> ((Uni<?>) result).await().indefinitely()).hasRootCauseMessage("broken");
    }

    @Test
    void identityWithoutRequest_isReadInANewRequest() {
        RequestScope none = new RequestScope(false);
        CurrentIdentityAssociation ofRequest = Stub.of(CurrentIdentityAssociation.class, Map.of("getDeferredIdentity",
                ignored -> Uni.createFrom().item(none.isActive() ? NOBODY : ALICE)));
        LoginCheck check = new LoginCheck(ofRequest, new AuthorizationController(), null, false, none);

        assertThatThrownBy(() -> check.call(String.class, call("signed"))).isInstanceOf(UnauthorizedException.class);
        assertThat(none.isActive()).isFalse();
    }

    @Test
    void check_setsTheUserOfTheRequest() {
        LateIdentity identity = LateIdentity.known(ALICE);

        assertThat(check(identity).check().await().indefinitely()).isSameAs(ALICE);
        assertThat(identity.set()).isSameAs(ALICE);
    }

    @Test
    void checkOfAnAnonymousCaller_fails() {
        LateIdentity identity = LateIdentity.known(NOBODY);

        assertThatThrownBy(() -> check(identity).check().await().indefinitely()).isInstanceOf(UnauthorizedException.class);
        assertThat(identity.set()).isNull();
        assertThat(events).hasSize(1);
    }
}
