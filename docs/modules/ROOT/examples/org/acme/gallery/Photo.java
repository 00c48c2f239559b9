package org.acme.gallery;

import java.net.URI;

import io.quarkiverse.cloudfront.signer.SignedResource;

// tag::record[]
public record Photo(String title, @SignedResource URI image) {
}
// end::record[]
