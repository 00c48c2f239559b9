package io.quarkiverse.cloudfront.signer.benchmarks.micro;

import java.security.PrivateKey;
import java.time.Instant;

import software.amazon.awssdk.services.cloudfront.CloudFrontUtilities;

/**
 * Signs with the AWS SDK for Java.
 */
final class SdkSigner {

    private final CloudFrontUtilities utilities = CloudFrontUtilities.create();
    private final KeyKind kind;
    private final PrivateKey key;

    SdkSigner(KeyKind kind, PrivateKey key) {
        this.kind = kind;
        this.key = key;
    }

    String sign(String url, Instant expiresAt) {
        return utilities.getSignedUrlWithCannedPolicy(request -> request.resourceUrl(url).privateKey(key)
                .keyPairId("K2JCJMDEHXQW5F").expirationDate(expiresAt).hashAlgorithm(kind.hash())).url();
    }
}
