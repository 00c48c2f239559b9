package io.quarkiverse.cloudfront.signer.runtime.key;

/**
 * Is told of every signature that a signer is asked for. A bean of this type is found when the application starts; it must not
 * need the signers itself, as they are made with it. Called within the request, on any thread, the event loop among them: it
 * must be quick, and must neither block nor throw.
 */
public interface SignatureListener {

    void signed(SignatureEvent event);
}
