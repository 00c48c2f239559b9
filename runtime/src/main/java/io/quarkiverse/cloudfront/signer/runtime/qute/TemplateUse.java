package io.quarkiverse.cloudfront.signer.runtime.qute;

import org.jspecify.annotations.Nullable;

/**
 * What a template signs, as far as the build could see.
 *
 * @param place where it does so, as messages begin with it
 * @param signer the signer's name; null where the data has it
 * @param resource of a section
 * @param expiresIn of a section; null where it says nothing or the data has it
 */
public record TemplateUse(String place, @Nullable String signer, @Nullable String resource, @Nullable String expiresIn) {
}
