package io.quarkiverse.cloudfront.signer.everything;

import io.quarkiverse.cloudfront.signer.SignedResource;

/**
 * @param file signed in responses
 */
public record Photo(String title, @SignedResource String file) {
}
