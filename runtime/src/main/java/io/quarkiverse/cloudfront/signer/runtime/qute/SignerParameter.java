package io.quarkiverse.cloudfront.signer.runtime.qute;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;

/**
 * Reads the name of a signer from a template.
 */
final class SignerParameter {

    private SignerParameter() {
    }

    static String name(Object value) {
        if (value instanceof String name && !name.isEmpty()) {
            return name;
        }
        throw new CloudFrontSignerException(Reason.NOT_CONFIGURED, "signer is not a name: it must be text that is not empty");
    }
}
