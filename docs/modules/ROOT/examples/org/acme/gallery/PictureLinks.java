package org.acme.gallery;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.Policy;

// tag::links[]
@ApplicationScoped
public class PictureLinks {

    private final CloudFrontSigner signer;

    PictureLinks(CloudFrontSigner signer) {
        this.signer = signer;
    }

    // canned, with the lifetime of the property expires-in
    public String picture() {
        return signer.sign("/albums/alps/mirror-lake.svg");
    }

    // with another lifetime, and for one address only
    public String preview(String address) {
        Policy policy = signer.policy("/albums/alps/*")
                .expiresIn(Duration.ofMinutes(5))
                .ipAddress(address)
                .build();
        return signer.sign(policy).url("/albums/alps/mirror-lake.svg");
    }
}
// end::links[]
