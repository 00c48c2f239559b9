package io.quarkiverse.cloudfront.signer.runtime.signer;

import java.util.Optional;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.cloudfront.signer.runtime.config.ApplicationKeys;
import io.quarkiverse.cloudfront.signer.runtime.config.CloudFrontSignersRuntimeConfig;
import io.quarkiverse.cloudfront.signer.runtime.mark.Marks;
import io.quarkiverse.cloudfront.signer.runtime.signature.SignatureListener;

/**
 * All configured signers of an application that uses marks. The build only adds this bean if marks are enabled.
 */
@Singleton
public class MarkingSigners extends Signers {

    @Inject
    MarkingSigners(CloudFrontSignersRuntimeConfig config, ApplicationKeys keys, @Any Instance<SignatureListener> listeners,
            Marks marks) {
        super(config, keys, listeners, Optional.of(marks));
    }
}
