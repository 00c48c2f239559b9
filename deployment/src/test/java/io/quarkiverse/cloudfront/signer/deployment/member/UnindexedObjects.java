package io.quarkiverse.cloudfront.signer.deployment.member;

import io.quarkiverse.cloudfront.signer.SignedResource;

/**
 * Not in any test application, so these classes are not indexed.
 */
final class UnindexedObjects {

    private UnindexedObjects() {
    }

    public record Photo(@SignedResource String url) {
    }

    public static class Poster {
        @SignedResource
        private final String url;

        public Poster(String url) {
            this.url = url;
        }

        public String getUrl() {
            return url;
        }
    }
}
