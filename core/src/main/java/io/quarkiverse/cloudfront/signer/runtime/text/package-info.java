/**
 * Finds and signs the URLs in texts, and removes their signatures. The author of a text can be a stranger, so a text is
 * never refused for what it contains.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.text;

import org.jspecify.annotations.NullMarked;
