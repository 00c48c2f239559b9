/**
 * Parses keys in every form that OpenSSL and Java write.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.key.parse;

import org.jspecify.annotations.NullMarked;
