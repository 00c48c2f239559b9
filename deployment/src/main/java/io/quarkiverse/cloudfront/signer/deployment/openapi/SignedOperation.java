package io.quarkiverse.cloudfront.signer.deployment.openapi;

import io.quarkiverse.cloudfront.signer.Delivery;

/**
 * The description of a REST method that signs, for the OpenAPI document.
 *
 * @param fields whether fields of the response are signed
 * @param lifetime the lifetime, as the end of a sentence; empty if fields differ
 * @param forUsers whether callers must have logged in
 */
record SignedOperation(Delivery delivery, boolean fields, String lifetime, boolean forUsers) {

    String description() {
        if (delivery == Delivery.COOKIES) {
            return "Sets CloudFront signed cookies" + lifetime + ".";
        }
        return (fields ? "Fields of the response are CloudFront signed URLs" : "Returns CloudFront signed URLs") + lifetime
                + ".";
    }
}
