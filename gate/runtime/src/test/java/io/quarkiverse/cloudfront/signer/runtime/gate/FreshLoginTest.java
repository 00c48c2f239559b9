package io.quarkiverse.cloudfront.signer.runtime.gate;

import static io.quarkiverse.cloudfront.signer.runtime.gate.GateSite.gate;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.cloudfront.signer.runtime.Stub;
import io.quarkiverse.cloudfront.signer.runtime.TestSigners;
import io.quarkiverse.cloudfront.signer.runtime.user.Users;
import io.quarkus.oidc.OidcRedirectFilter.OidcRedirectContext;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

class FreshLoginTest {

    @ParameterizedTest
    @CsvSource({
            "/private-access/login?fresh=true&return=/a, https://provider.example/authorize, prompt=login",
            "/private-access/login?return=/a, https://provider.example/authorize, ''",
            "/page, https://provider.example/authorize, ''",
            "/private-access/login?state=S, https://site.example/private-access/login?fresh=true&return=/a, fresh=done",
            "/private-access/login?state=S, https://site.example/private-access/login?return=/a, ''",
            "/callback?state=S, https://site.example/page?fresh=true, ''" })
    void redirect_asksForThePasswordOnce(String uri, String redirect, String added) {
        HttpServerRequest request = Stub.of(HttpServerRequest.class, Map.of("method", none -> HttpMethod.GET, "path",
                none -> uri.replaceFirst("\\?.*", ""), "uri", none -> uri, "getHeader", none -> null));
        RoutingContext context = Stub.of(RoutingContext.class, Map.of("request", none -> request));
        Gates gates = new Gates(TestSigners.signers(() -> GateSite.NOW, null), Stub.of(Users.class, Map.of()));
        gates.prepare(List.of(gate("docs", "/docs/*")));
        MultiMap parameters = MultiMap.caseInsensitiveMultiMap();

        new FreshLogin(Stub.instance(gates)).filter(new OidcRedirectContext(context, null, redirect, parameters));

        assertThat(parameters.entries()).extracting(entry -> entry.getKey() + "=" + entry.getValue())
                .isEqualTo(added.isEmpty() ? List.of() : List.of(added));
    }
}
