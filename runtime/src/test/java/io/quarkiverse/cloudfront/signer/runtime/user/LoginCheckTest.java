package io.quarkiverse.cloudfront.signer.runtime.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import jakarta.enterprise.event.Event;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.EventLoop;
import io.quarkiverse.cloudfront.signer.runtime.Stub;
import io.quarkiverse.cloudfront.signer.runtime.async.Later;
import io.quarkiverse.cloudfront.signer.runtime.viewer.RequestScope;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.security.spi.runtime.AuthorizationController;
import io.quarkus.security.spi.runtime.AuthorizationFailureEvent;
import io.smallrye.mutiny.Uni;

class LoginCheckTest {

    private static final SecurityIdentity ALICE = QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal("alice"))
            .build();
    private static final SecurityIdentity NOBODY = QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal(""))
            .setAnonymous(true).build();

    private final List<Object> events = new ArrayList<>();
    private final RequestScope request = new RequestScope(true);
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

    @Test
    void loggedInUser_mayCall() {
        assertThat(check(LateIdentity.known(ALICE)).login().await()).isSameAs(ALICE);
        assertThat((Object) EventLoop.run(() -> check(LateIdentity.known(ALICE)).login().await())).isSameAs(ALICE);
        assertThat(events).isEmpty();
        assertThat(request.isActive()).as("the request goes on").isTrue();
    }

    @Test
    void anonymousCaller_isRejectedWithAnEvent() {
        assertThatThrownBy(() -> check(LateIdentity.known(NOBODY)).login().await())
                .isInstanceOf(UnauthorizedException.class).hasMessageContaining("@PermitAll");
        assertThatThrownBy(() -> EventLoop.run(() -> check(LateIdentity.known(NOBODY)).login().await()))
                .isInstanceOf(UnauthorizedException.class);
        assertThat(events).hasSize(2).first().isInstanceOfSatisfying(AuthorizationFailureEvent.class,
                event -> assertThat(event.getAuthorizationFailure()).isInstanceOf(UnauthorizedException.class));
    }

    @Test
    void disabledAuthorization_permitsEachCall() {
        authorization = false;

        assertThat(check(LateIdentity.known(NOBODY)).login().isValue()).isTrue();
        assertThat(check(LateIdentity.known(NOBODY)).check()).isNull();
    }

    @Test
    void pendingUser_isAwaitedWhereBlockingIsAllowed() {
        LateIdentity late = new LateIdentity();
        CompletableFuture.runAsync(() -> late.complete(ALICE));
        assertThat(check(late).login().await()).isSameAs(ALICE);

        assertThatThrownBy(() -> EventLoop.run(() -> check(new LateIdentity()).login().await()))
                .isInstanceOf(CloudFrontSignerException.class).hasMessageContaining("the event loop must not wait");
    }

    @Test
    void pendingUser_isReportedWhenKnown() {
        LateIdentity late = new LateIdentity();
        Later<?> login = check(late).login();
        assertThat(login.ifKnown()).isNull();
        CompletableFuture<?> user = login.toUni().subscribeAsCompletionStage();

        late.complete(NOBODY);

        assertThatThrownBy(user::join).hasCauseInstanceOf(UnauthorizedException.class);
    }

    @Test
    void identityWithoutRequest_isReadInANewRequest() {
        RequestScope none = new RequestScope(false);
        CurrentIdentityAssociation ofRequest = Stub.of(CurrentIdentityAssociation.class, Map.of("getDeferredIdentity",
                ignored -> Uni.createFrom().item(none.isActive() ? NOBODY : ALICE)));
        LoginCheck check = new LoginCheck(ofRequest, new AuthorizationController(), null, false, none);

        assertThatThrownBy(() -> check.login().await()).isInstanceOf(UnauthorizedException.class);
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
