package io.quarkiverse.cloudfront.signer.runtime.field;

import java.util.Objects;

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

    /**
     * Written out, because the JVM makes classes for that of a record when the application starts.
     */
    @Override
    public int hashCode() {
        return Objects.hash(signer, resource, expiresIn, bindToIp, staticPlaylist);
    }

    boolean sayNothing() {
        return signer.isEmpty() && resource.isEmpty() && expiresIn.isEmpty() && !bindToIp && !staticPlaylist;
    }
}
