package io.quarkiverse.cloudfront.signer.runtime.gate;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

import io.quarkus.oidc.OidcRedirectFilter;
import io.quarkus.oidc.Redirect;

/**
 * Makes the provider ask for the user's password again, even if the provider has a session. Otherwise, single sign-on would
 * continue a login that may have been revoked. When the user returns from the provider, the login page does not ask again.
 */
@Singleton
@Redirect({ Redirect.Location.OIDC_AUTHORIZATION, Redirect.Location.LOCAL_ENDPOINT_CALLBACK })
public class FreshLogin implements OidcRedirectFilter {

    private final Instance<Gates> gates;

    /**
     * @param gates the gates, which are not ready yet when quarkus-oidc starts
     */
    FreshLogin(Instance<Gates> gates) {
        this.gates = gates;
    }

    @Override
    public void filter(OidcRedirectContext redirect) {
        String target = redirect.redirectUri();
        for (Gate gate : gates.get().all()) {
            String path = gate.info().path();
            if (LoginPage.isFresh(redirect.routingContext(), path)) {
                redirect.additionalQueryParams().set("prompt", "login");
            } else if (target.contains(LoginPage.page(path) + "?") && LoginPage.isFresh(target)) {
                redirect.additionalQueryParams().set(LoginPage.FRESH, "done");
            }
        }
    }
}
