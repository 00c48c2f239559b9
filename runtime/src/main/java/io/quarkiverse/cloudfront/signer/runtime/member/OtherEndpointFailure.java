package io.quarkiverse.cloudfront.signer.runtime.member;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;

/**
 * The failure if signed fields are written for a client that is not served by Quarkus REST.
 */
public final class OtherEndpointFailure {

    private OtherEndpointFailure() {
    }

    /**
     * @param what the field, or the object that has it
     */
    public static CloudFrontSignerException failure(String what) {
        return new CloudFrontSignerException(Reason.UNSUPPORTED, what
                + " cannot be signed here, because fields are signed in the responses of Quarkus REST methods only, and this "
                + "is for another kind of endpoint. Map the object to one without signed "
                + "fields, and sign its URLs with a CloudFrontSigner");
    }
}
