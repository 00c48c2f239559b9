package io.quarkiverse.cloudfront.signer.runtime.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.runtime.Stub;
import io.quarkus.oidc.OidcSession;
import io.smallrye.mutiny.Uni;

class OidcGateSessionTest {

    @Test
    void end_logsOutOfTheSession() {
        List<String> ended = new ArrayList<>();
        OidcSession session = Stub.of(OidcSession.class,
                Map.of("logout", none -> Uni.createFrom().voidItem().invoke(() -> ended.add("session"))));

        new OidcGateSession(session, null, Stub.instance(null)).end().await().indefinitely();

        assertThat(ended).containsExactly("session");
    }
}
