/**
 * Finds and signs the URLs in texts, and removes their signatures. The author of a text can be a stranger, so a URL that cannot
 * be signed stays as it is and never makes a call fail.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.text;

import org.jspecify.annotations.NullMarked;
