package org.acme.gallery;

import java.io.IOException;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.SignedPolicy;
import io.quarkiverse.cloudfront.signer.SignerName;

@ApplicationScoped
public class Inventory {

    private final CloudFrontSigner archive;

    Inventory(@SignerName("archive") CloudFrontSigner archive) {
        this.archive = archive;
    }

    // tag::scope[]
    public void write(Iterable<String> reports, Appendable list) throws IOException {
        SignedPolicy signed = archive.sign(archive.policy("/reports/*").build()); // the one signature
        for (String report : reports) {
            list.append(signed.url(report)).append('\n');
        }
    }
    // end::scope[]
}
