package io.quarkiverse.cloudfront.signer.runtime.field;

import io.quarkiverse.cloudfront.signer.SignedResource;

/**
 * The elements of {@code @SignedResource} on a field. What is empty or false is as the method that returns the field says.
 * Fields with equal terms share a rule, and in a response, a grant.
 */
public record FieldTerms(String signer, String resource, String expiresIn, boolean bindToIp, boolean staticPlaylist) {

    public static FieldTerms of(SignedResource annotation) {
        return new FieldTerms(annotation.signer(), annotation.resource(), annotation.expiresIn(), annotation.bindToIp(),
                annotation.staticPlaylist());
    }

    boolean sayNothing() {
        return signer.isEmpty() && resource.isEmpty() && expiresIn.isEmpty() && !bindToIp && !staticPlaylist;
    }
}
