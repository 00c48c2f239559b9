package io.quarkiverse.cloudfront.signer.runtime.qute;

/**
 * What a template signs, as far as the build could see.
 *
 * @param place where it does so, as messages begin with it
 * @param signer the signer's name, or null where the data has it
 * @param resource of a section, or null
 * @param expiresIn of a section, or null where it says nothing or the data has it
 */
public record TemplateUse(String place, String signer, String resource, String expiresIn) {
}
