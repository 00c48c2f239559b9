package io.quarkiverse.cloudfront.signer.runtime.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.runtime.Stub;
import io.quarkiverse.cloudfront.signer.runtime.gate.GateCallers.GateCaller;
import io.quarkiverse.cloudfront.signer.runtime.user.TestUsers;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Exchange;
import io.quarkiverse.cloudfront.signer.runtime.viewer.RequestScope;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

class GateCallersTest {

    private static final SecurityIdentity ALICE = QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal("alice"))
            .build();
    private static final SecurityIdentity ANONYMOUS = QuarkusSecurityIdentity.builder().setAnonymous(true)
            .setPrincipal(new QuarkusPrincipal("")).build();

    private final Exchange exchange = new Exchange();
    private final List<Handler<Void>> end = new ArrayList<>();
    private final RoutingContext context = Stub.of(RoutingContext.class,
            Map.of("get", arguments -> exchange.context().get((String) arguments[0]), "put",
                    arguments -> exchange.context().put((String) arguments[0], arguments[1]), "response",
                    none -> exchange.context().response(), "request", none -> exchange.context().request(), "user",
                    none -> null,
                    "addHeadersEndHandler", none -> 0, "addEndHandler", this::addEndHandler));
    private final CurrentVertxRequest requests = new CurrentVertxRequest();
    private final List<Object> current = new ArrayList<>();
    private final CurrentIdentityAssociation identities = Stub.of(CurrentIdentityAssociation.class,
            Map.of("setIdentity", arguments -> current.add(arguments[0])));
    private final TestUsers users = new TestUsers(TestUsers.alice(null));

    @SuppressWarnings("unchecked")
    private Object addEndHandler(Object[] arguments) {
        end.add(result -> ((Handler<Object>) arguments[0]).handle(null));
        return end.size();
    }

    private Uni<GateCaller> caller(Uni<SecurityIdentity> identity, RequestScope scope) {
        if (identity != null) {
            context.put(QuarkusHttpUser.DEFERRED_IDENTITY_KEY, identity);
        }
        return new GateCallers(requests, identities, users, scope).current(context);
    }

    @Test
    void user_isKnownForTheRestOfTheRequest() {
        Uni<SecurityIdentity> identity = Uni.createFrom().item(ALICE);
        RequestScope scope = new RequestScope(false);

        GateCaller caller = caller(identity, scope).await().indefinitely();

        assertThat(caller.identity()).isSameAs(ALICE);
        assertThat(caller.user().await().cookieOwner().get().user()).isEqualTo("alice");
        assertThat(caller.viewer()).isNotNull();
        assertThat(requests.getCurrent()).isSameAs(context);
        assertThat(current).containsExactly(identity);
        assertThat(scope.isActive()).isTrue();

        end.forEach(handler -> handler.handle(null));
        assertThat(scope.isActive()).isFalse();
    }

    @Test
    void requestContextOfSomebodyElse_isLeftToThem() {
        caller(Uni.createFrom().item(ALICE), new RequestScope(true)).await().indefinitely();

        assertThat(end).isEmpty();
    }

    @Test
    void anonymousViewer_isNoUser() {
        for (SecurityIdentity identity : new SecurityIdentity[] { ANONYMOUS, null }) {
            assertThatThrownBy(() -> caller(Uni.createFrom().item(identity), new RequestScope(false)).await().indefinitely())
                    .isInstanceOf(UnauthorizedException.class).hasMessage("The gate requires a user who has logged in");
        }
    }

    /** Quarkus answers with a failure or with an empty identity, depending on the version. */
    @Test
    void applicationWithoutAuthentication_hasNoUser() {
        assertThatThrownBy(() -> caller(null, new RequestScope(false)).await().indefinitely())
                .isInstanceOf(UnauthorizedException.class);
    }
}
