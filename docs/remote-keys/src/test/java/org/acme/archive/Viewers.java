package org.acme.archive;

import java.net.URI;
import java.security.PublicKey;
import java.time.Clock;
import java.util.List;

import io.quarkiverse.cloudfront.edge.verify.KeyGroup;
import io.quarkiverse.cloudfront.edge.verify.Verdict;
import io.quarkiverse.cloudfront.edge.verify.Verifier;
import io.quarkiverse.cloudfront.edge.verify.request.ViewerRequest;

/**
 * Requests signed URLs of an edge that trusts one key.
 */
final class Viewers {

    private Viewers() {
    }

    static Verdict request(URI url, String keyPairId, PublicKey key) {
        return new Verifier(Clock.systemUTC()).verify(
                new ViewerRequest(url.getScheme(), url.getRawAuthority(), url.getRawPath() + "?" + url.getRawQuery(), List.of(),
                        "203.0.113.1"),
                KeyGroup.of("trusted", keyPairId, key));
    }
}
