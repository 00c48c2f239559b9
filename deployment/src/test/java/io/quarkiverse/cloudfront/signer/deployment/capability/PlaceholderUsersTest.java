package io.quarkiverse.cloudfront.signer.deployment.capability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;

import org.jboss.jandex.Index;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.deployment.annotation.ResourceCheck;
import io.quarkiverse.cloudfront.signer.deployment.index.RestEndpoints;

/**
 * Placeholders about the user need extensions that know users, or tokens.
 */
class PlaceholderUsersTest {

    private static List<String> mistakes(String resource, boolean users, boolean claims) throws IOException {
        return new ResourceCheck(new RestEndpoints(Index.of(PlaceholderUsersTest.class)),
                new ApplicationSupportBuildItem(true, users, claims, false, true, false))
                .mistakes(resource, name -> "{" + name + "}?");
    }

    @Test
    void applicationWithoutUsers_hasNoPlaceholdersAboutThem() throws IOException {
        assertThat(mistakes("/{principal}/{claim.tenant}/{id}/*", false, false)).containsExactly(
                "{principal} needs a user, but the application does not have a security extension; add one, such as quarkus-oidc",
                "{claim.tenant} needs a user, but the application does not have a security extension; add one, such as "
                        + "quarkus-oidc",
                "{id}?");
    }

    @Test
    void applicationWithoutTokens_hasNoClaims() throws IOException {
        assertThat(mistakes("/{principal}/{claim.tenant}/*", true, false)).containsExactly(
                "{claim.tenant} needs a user with a token; add quarkus-oidc or quarkus-smallrye-jwt");
        assertThat(mistakes("/{principal}/{claim.tenant}/*", true, true)).isEmpty();
    }
}
