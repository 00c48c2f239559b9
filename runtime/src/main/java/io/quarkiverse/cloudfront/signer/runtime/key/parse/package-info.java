/**
 * Turns the text or the bytes of a key into numbers, in every form that OpenSSL and Java write.
 */
package io.quarkiverse.cloudfront.signer.runtime.key.parse;
