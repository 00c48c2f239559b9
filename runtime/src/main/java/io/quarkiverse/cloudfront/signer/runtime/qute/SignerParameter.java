package io.quarkiverse.cloudfront.signer.runtime.qute;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;

/**
 * The name of a signer as a template gives it.
 */
final class SignerParameter {

    private SignerParameter() {
    }

    static String name(Object value) {
        if (value instanceof String name && !name.isEmpty()) {
            return name;
        }
        throw new CloudFrontSignerException(Reason.NOT_CONFIGURED, "signer is no name: it must be a text that is not empty");
    }
}
