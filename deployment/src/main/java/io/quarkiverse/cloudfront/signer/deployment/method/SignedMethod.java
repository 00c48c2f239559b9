package io.quarkiverse.cloudfront.signer.deployment.method;

import io.quarkiverse.cloudfront.signer.deployment.annotation.InterceptedMethod;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.SignedMethodInfo;

/**
 * A method that signs.
 *
 * @param bound the method in the build
 * @param info the data for the runtime
 */
public record SignedMethod(InterceptedMethod bound, SignedMethodInfo info) {
}
