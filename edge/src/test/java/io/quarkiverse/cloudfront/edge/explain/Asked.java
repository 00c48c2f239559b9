package io.quarkiverse.cloudfront.edge.explain;

import java.time.Instant;
import java.util.Optional;

/** Requests to explain, from an address for documentation. */
final class Asked {

    private Asked() {
    }

    static ExplainedRequest of(String url, Instant at) {
        return from(url, at, "192.0.2.1");
    }

    static ExplainedRequest from(String url, Instant at, String viewerAddress) {
        return new ExplainedRequest(url, "", Optional.empty(), at, viewerAddress);
    }

    static ExplainedRequest withCookies(String url, Instant at, String cookies) {
        return new ExplainedRequest(url, cookies, Optional.empty(), at, "192.0.2.1");
    }

    static ExplainedRequest withOtherUrl(String url, Instant at, String otherUrl) {
        return new ExplainedRequest(url, "", Optional.of(otherUrl), at, "192.0.2.1");
    }
}
