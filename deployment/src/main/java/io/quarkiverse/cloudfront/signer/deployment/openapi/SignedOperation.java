package io.quarkiverse.cloudfront.signer.deployment.openapi;

import io.quarkiverse.cloudfront.signer.Delivery;

/**
 * What an OpenAPI document tells of a REST method that signs.
 *
 * @param members whether it is members of the response that are signed
 * @param lifetime for how long, as the end of a sentence; empty where members differ
 * @param forUsers whether nobody else gets anything
 */
record SignedOperation(Delivery delivery, boolean members, String lifetime, boolean forUsers) {

    String description() {
        if (delivery == Delivery.COOKIES) {
            return "Sets CloudFront signed cookies" + lifetime + ".";
        }
        return (members ? "Fields of the response are CloudFront signed URLs" : "Returns CloudFront signed URLs") + lifetime
                + ".";
    }
}
