package io.quarkiverse.cloudfront.signer.runtime.qute;

import org.jspecify.annotations.Nullable;

/**
 * A place in a template that signs, as far as the build knows.
 *
 * @param place the position, as the beginning of a message
 * @param signer the signer's name; null if it comes from data
 * @param resource the resource of a section
 * @param expiresIn the lifetime of a section; null if it is not set or comes from data
 */
public record TemplateUse(String place, @Nullable String signer, @Nullable String resource, @Nullable String expiresIn) {
}
