package io.quarkiverse.cloudfront.signer.runtime.gate;

import java.util.List;

import io.netty.handler.codec.http.QueryStringDecoder;

/**
 * The query of a URI, which other sites can choose.
 */
final class Query {

    /** The parameter with which OAuth 2.0 identifies a login, in the request to the provider and in the provider's response. */
    static final String STATE = "state";

    private Query() {
    }

    /**
     * The values of a parameter; none if the query is malformed.
     */
    static List<String> values(String uri, String parameter) {
        try {
            return new QueryStringDecoder(uri).parameters().getOrDefault(parameter, List.of());
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }
}
