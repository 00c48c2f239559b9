package org.acme.gallery;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.SignedPolicy;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
public class Shares {

    // tag::inject[]
    private final CloudFrontSigner signer;
    private final CloudFrontSigner media;

    Shares(CloudFrontSigner signer, @SignerName("media") CloudFrontSigner media) {
        this.signer = signer;
        this.media = media;
    }
    // end::inject[]

    // tag::one[]
    public URI picture() {
        return signer.sign("/albums/alps/mirror-lake.svg");
    }

    public String pictureAsText() {
        return signer.signUrl("/albums/alps/mirror-lake.svg");
    }
    // end::one[]

    // tag::policy[]
    public List<URI> album(List<URI> pictures, String office) {
        Policy policy = media.policy("/albums/alps/*")
                .expiresIn(Duration.ofDays(7))
                .ipAddress(office) // such as 203.0.113.0/24
                .build();
        SignedPolicy signed = media.sign(policy); // the key is used once
        return signed.urls(pictures);
    }
    // end::policy[]

    // tag::async[]
    public Uni<URI> video(URI video) {
        return media.signAsync(media.policy("/videos/7/*").build())
                .map(signed -> signed.url(video));
    }
    // end::async[]
}
