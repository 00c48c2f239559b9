package io.quarkiverse.cloudfront.signer.runtime.field;

import java.util.Objects;

import io.quarkiverse.cloudfront.signer.Content;
import io.quarkiverse.cloudfront.signer.SignedResource;

/**
 * The elements of {@code @SignedResource} on a field. If an element is empty, false, or {@code URL}, the element of the method
 * that returns the field applies. Fields with equal terms share a rule and, in a response, a grant.
 */
public record FieldTerms(String signer, String resource, String expiresIn, boolean bindToIp, Content content) {

    public static FieldTerms of(SignedResource annotation) {
        return new FieldTerms(annotation.signer(), annotation.resource(), annotation.expiresIn(), annotation.bindToIp(),
                annotation.content());
    }

    /**
     * Implemented by hand, because the JVM would generate classes for the default method of a record when the application
     * starts.
     */
    @Override
    public int hashCode() {
        return Objects.hash(signer, resource, expiresIn, bindToIp, content);
    }

    boolean sayNothing() {
        return signer.isEmpty() && resource.isEmpty() && expiresIn.isEmpty() && !bindToIp && content == Content.URL;
    }
}
