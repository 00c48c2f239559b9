package io.quarkiverse.cloudfront.signer.runtime.key.parse;

import org.jspecify.annotations.Nullable;

/**
 * A private key in DER, without the text around it.
 *
 * @param form the name of the key's form for messages, such as {@code BEGIN RSA PRIVATE KEY}. How the key is read depends on
 *        its content instead
 * @param dekInfo the header of OpenSSL's legacy encryption, which encrypts the whole DER; null if there is no such header
 */
public record KeyDocument(String form, byte[] der, @Nullable String dekInfo) {
}
