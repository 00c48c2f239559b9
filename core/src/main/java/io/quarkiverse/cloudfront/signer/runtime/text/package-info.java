/**
 * Finds and signs the URLs in texts, and removes their signatures. Whoever wrote a text is a stranger, so a text is never
 * refused for what it contains.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.text;

import org.jspecify.annotations.NullMarked;
