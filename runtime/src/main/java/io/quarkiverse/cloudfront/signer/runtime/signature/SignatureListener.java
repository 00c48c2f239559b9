package io.quarkiverse.cloudfront.signer.runtime.signature;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.smallrye.mutiny.Uni;

/**
 * Is told of every signature that a signer is asked for. A bean of this type is found when the application starts; it must not
 * need the signers itself, as they are made with it. Called within the request, on any thread, the event loop among them: it
 * must be quick, and must neither block nor throw.
 */
public interface SignatureListener {

    void signed(SignatureEvent event);

    /**
     * A signer was asked for what it does not give, and no key was asked.
     *
     * @param signer the signer's name
     */
    default void refused(String signer, Reason reason) {
    }

    /**
     * A remote key is about to be asked, which it is as somebody subscribes.
     *
     * @param signer the signer's name
     * @param signature what the key answers
     * @return the same, or what stands for it
     */
    default Uni<byte[]> asking(String signer, SigningKey key, Uni<byte[]> signature) {
        return signature;
    }
}
