package org.acme.gallery;

import java.util.List;

import io.quarkiverse.cloudfront.signer.SignedResource;

// tag::poster[]
public class Poster {

    @SignedResource(expiresIn = "5m")
    public String preview;

    @SignedResource(resource = "/users/{principal}/*")
    public List<String> drafts;

    private String original;

    @SignedResource(signer = "media")
    public String getOriginal() {
        return original;
    }
    // end::poster[]

    static Poster of(String preview, String original, List<String> drafts) {
        Poster poster = new Poster();
        poster.preview = preview;
        poster.original = original;
        poster.drafts = drafts;
        return poster;
    }
    // tag::poster[]
}
// end::poster[]
