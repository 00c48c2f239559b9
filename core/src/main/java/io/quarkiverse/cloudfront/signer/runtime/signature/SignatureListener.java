package io.quarkiverse.cloudfront.signer.runtime.signature;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.smallrye.mutiny.Uni;

/**
 * Is notified of every requested signature. Beans of this type are found when the application starts. They must not inject
 * signers, which are created with them. Called within the request, on any thread, including the event loop, so it must be fast,
 * and must neither block nor throw.
 */
public interface SignatureListener {

    void signed(SignatureEvent event);

    /**
     * A signer refused to sign, without using a key.
     *
     * @param signer the signer's name
     */
    default void refused(String signer, Reason reason) {
    }

    /**
     * A remote key is about to sign, when the {@code Uni} is subscribed to.
     *
     * @param signer the signer's name
     * @param signature the key's result
     * @return the same, or a wrapper of it
     */
    default Uni<byte[]> asking(String signer, SigningKey key, Uni<byte[]> signature) {
        return signature;
    }
}
