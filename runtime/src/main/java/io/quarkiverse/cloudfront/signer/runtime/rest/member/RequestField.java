package io.quarkiverse.cloudfront.signer.runtime.rest.member;

/**
 * A field or getter with {@code @SignedResource} with which the value of an object in a request is read.
 *
 * @param owner the name of the class that declares it
 * @param property its name for clients
 * @param accessor the name of the field or getter
 * @param field whether it is a field
 */
public record RequestField(String owner, String property, String accessor, boolean field) {
}
