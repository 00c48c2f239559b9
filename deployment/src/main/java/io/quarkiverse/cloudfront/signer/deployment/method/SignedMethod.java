package io.quarkiverse.cloudfront.signer.deployment.method;

import io.quarkiverse.cloudfront.signer.deployment.annotation.InterceptedMethod;
import io.quarkiverse.cloudfront.signer.runtime.grant.SignedMethodInfo;

/**
 * A method that signs.
 *
 * @param bound as the build sees it
 * @param info what the run time needs of it
 */
public record SignedMethod(InterceptedMethod bound, SignedMethodInfo info) {
}
