package org.acme.gallery;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.UrlPath;

// tag::uploads[]
@ApplicationScoped
@SignedResource(signer = "media")
public class Uploads {

    // tag::key[]
    // "photos/two of us.svg" becomes /photos/two%20of%20us.svg
    public String url(String key) {
        return UrlPath.ofKey(key);
    }
    // end::key[]
}
// end::uploads[]
