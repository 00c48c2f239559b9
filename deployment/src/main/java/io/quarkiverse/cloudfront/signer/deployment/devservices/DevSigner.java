package io.quarkiverse.cloudfront.signer.deployment.devservices;

import java.util.Optional;

import io.quarkiverse.cloudfront.signer.runtime.key.HashAlgorithm;

/**
 * A signer without a key.
 *
 * @param tenant the placeholder for the tenant in its configured URL
 */
record DevSigner(HashAlgorithm hash, Optional<String> tenant) {

    /**
     * The URL for this signer at the local edge.
     *
     * @param host of the edge, with its port
     */
    String url(String scheme, String host) {
        return scheme + "://" + tenant.map(placeholder -> "{" + placeholder + "}.").orElse("") + host;
    }
}
