package io.quarkiverse.cloudfront.signer.runtime.key.parse;

import org.jspecify.annotations.Nullable;

/**
 * A private key in DER, without the text around it.
 *
 * @param form the name of the key's form, such as {@code BEGIN RSA PRIVATE KEY}. It is only used in messages, because the
 *        content determines how the key is read
 * @param dekInfo the header of OpenSSL's legacy encryption, which encrypts the whole DER; null if there is no such header
 */
public record KeyDocument(String form, byte[] der, @Nullable String dekInfo) {
}
