package io.quarkiverse.cloudfront.signer.runtime.qute;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a section's parameters come to when it is rendered.
 *
 * @param placeholders their values
 * @param expiresIn null where the section says nothing of it
 */
record SectionValues(String signer, Map<String, String> placeholders, @Nullable Duration expiresIn) {
}
