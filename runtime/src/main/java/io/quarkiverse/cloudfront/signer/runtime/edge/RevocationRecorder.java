package io.quarkiverse.cloudfront.signer.runtime.edge;

import io.quarkiverse.cloudfront.signer.RevocationStore;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;

/**
 * Connects the application with the store of the local edge, in dev and test mode.
 */
@Recorder
public class RevocationRecorder {

    public RuntimeValue<RevocationStore> localStore(String edge) {
        return new RuntimeValue<>(new LocalRevocations(edge));
    }
}
