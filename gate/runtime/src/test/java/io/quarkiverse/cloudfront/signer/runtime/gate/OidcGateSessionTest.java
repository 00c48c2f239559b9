package io.quarkiverse.cloudfront.signer.runtime.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.cloudfront.signer.runtime.Stub;
import io.quarkus.oidc.IdTokenCredential;
import io.quarkus.oidc.OidcSession;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

class OidcGateSessionTest {

    private static final SecurityIdentity OTHER = QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal("alice"))
            .build();
    private static final SecurityIdentity USER = QuarkusSecurityIdentity.builder(OTHER)
            .addCredential(new IdTokenCredential("token")).build();

    private final List<String> ended = new ArrayList<>();

    private @Nullable String end(SecurityIdentity user, String tenant, String path) {
        // as quarkus-oidc says if there is a cookie q_auth_{state} of a login that has not been completed
        OidcSession session = Stub.of(OidcSession.class, Map.of("getTenantId", none -> "f33f5d69-099e-4e6c-a96a-1c402796d33e",
                "logout", none -> Uni.createFrom().voidItem().invoke(() -> ended.add("session"))));
        HttpServerRequest request = Stub.of(HttpServerRequest.class, Map.of("path", none -> path));
        RoutingContext context = Stub.of(RoutingContext.class, Map.of("request", none -> request));
        return new OidcGateSession(session, new SmallRyeConfigBuilder().withSources(new PropertiesConfigSource(
                Map.of("quarkus.oidc.logout.path", "/bye", "quarkus.oidc.shop.logout.path", "/shop/bye"), "test", 250))
                .build(), null, Stub.instance(null))
                .end(context, QuarkusSecurityIdentity.builder(user).addAttribute("tenant-id", tenant).build()).await()
                .indefinitely();
    }

    @ParameterizedTest
    @CsvSource({ "Default, /bye", "shop, /shop/bye" })
    void sessionWithAPageOfTheProvider_leadsThere(String tenant, String page) {
        assertThat(end(USER, tenant, "/private-access/logout")).isEqualTo(page);
        assertThat(ended).isEmpty();
    }

    /** quarkus-oidc would have answered, so it does not end this session. */
    @Test
    void pageOfTheProvider_doesNotLeadToItself() {
        assertThat(end(USER, "Default", "/bye")).isNull();
        assertThat(ended).containsExactly("session");
    }

    @Test
    void sessionWithoutAPageOfTheProvider_ends() {
        assertThat(end(USER, "club", "/private-access/logout")).isNull();
        assertThat(ended).containsExactly("session");
    }

    /** Such as one who has logged in with a form. */
    @Test
    void userOfAnotherMechanism_isNotLedToTheProvider() {
        assertThat(end(OTHER, "Default", "/private-access/logout")).isNull();
        assertThat(ended).containsExactly("session");
    }
}
