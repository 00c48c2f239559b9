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

    Shares(CloudFrontSigner signer, @SignerName("media") CloudFrontSigner media) { // <1>
        this.signer = signer;
        this.media = media;
    }
    // end::inject[]

    // tag::one[]
    public String picture() {
        return signer.sign("/albums/alps/mirror-lake.svg"); // <2>
    }
    // end::one[]

    // tag::policy[]
    public List<String> album(List<String> pictures, String office) {
        Policy policy = media.policy("/albums/alps/*") // <3>
                .expiresIn(Duration.ofDays(7))
                .ipAddress(office) // such as 203.0.113.0/24
                .build();
        SignedPolicy signed = media.sign(policy); // the key is used once
        return pictures.stream().map(signed::url).toList(); // <4>
    }
    // end::policy[]

    // tag::async[]
    public Uni<URI> video(URI video) {
        return media.signAsync(media.policy("/videos/7/*").build()) // <5>
                .map(signed -> signed.url(video));
    }
    // end::async[]
}
