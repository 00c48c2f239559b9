package org.acme.gallery;

import java.net.URI;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriBuilder;

import io.quarkiverse.cloudfront.signer.SignedResource;

// tag::uploads[]
@ApplicationScoped
@SignedResource(signer = "media")
public class Uploads {

    // tag::key[]
    // "photos/two of us.svg" becomes /photos/two%20of%20us.svg
    public URI url(String key) {
        return UriBuilder.fromPath("/{key}").build(new Object[] { key }, false);
    }
    // end::key[]
}
// end::uploads[]
