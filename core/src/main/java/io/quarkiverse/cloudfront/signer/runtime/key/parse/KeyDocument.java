package io.quarkiverse.cloudfront.signer.runtime.key.parse;

import org.jspecify.annotations.Nullable;

/**
 * A private key in DER, without the text around it.
 *
 * @param form its form in messages, such as {@code BEGIN RSA PRIVATE KEY}. The content decides how it is read
 * @param dekInfo the header of OpenSSL's legacy encryption, which encrypts the DER as a whole; null if there is none
 */
public record KeyDocument(String form, byte[] der, @Nullable String dekInfo) {
}
