package io.quarkiverse.cloudfront.signer.deployment.catalog;

import io.quarkiverse.cloudfront.signer.Delivery;

/**
 * Something that the application signs.
 *
 * @param place the method, member or template that does so
 * @param signer the signer's name
 * @param resource the policy's resource template; empty where each URL has a policy of its own, or the signer's configuration
 *        has the resource of cookies
 * @param bindToIp whether policies name the viewer's address
 */
public record SignedPath(String place, String signer, Delivery delivery, String resource, boolean bindToIp) {
}
