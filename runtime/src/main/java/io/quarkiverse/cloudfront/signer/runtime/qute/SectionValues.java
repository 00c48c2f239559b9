package io.quarkiverse.cloudfront.signer.runtime.qute;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The values of a section's parameters when it is rendered.
 *
 * @param placeholders the values of the placeholders
 * @param expiresIn null if the section does not set it
 */
record SectionValues(String signer, Map<String, String> placeholders, @Nullable Duration expiresIn) {
}
