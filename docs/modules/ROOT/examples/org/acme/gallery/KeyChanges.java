package org.acme.gallery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;

import org.jboss.logging.Logger;

import io.quarkiverse.cloudfront.signer.SigningKeyChanged;

@ApplicationScoped
public class KeyChanges {

    private static final Logger LOG = Logger.getLogger(KeyChanges.class);

    // tag::observe[]
    void changed(@ObservesAsync SigningKeyChanged change) {
        LOG.infof("Remove the public key of %s from the key group after %s", change.previousKeyPairId(),
                change.previousNeededUntil());
    }
    // end::observe[]
}
