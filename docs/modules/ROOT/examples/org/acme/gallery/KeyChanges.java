package org.acme.gallery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;

import io.quarkiverse.cloudfront.signer.SigningKeyChanged;
import io.quarkus.logging.Log;

@ApplicationScoped
public class KeyChanges {

    // tag::observe[]
    void changed(@ObservesAsync SigningKeyChanged change) {
        Log.infof("Remove the public key of %s from the key group after %s", change.previousKeyPairId(),
                change.previousNeededUntil());
    }
    // end::observe[]
}
