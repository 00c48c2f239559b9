package io.quarkiverse.cloudfront.signer.runtime.key.rotation;

import io.quarkiverse.cloudfront.signer.SigningKeyChanged;

/**
 * Is told of changes. Called on any thread, the event loop among them.
 */
public interface KeyWatch {

    void keyChanged(SigningKeyChanged change);
}
