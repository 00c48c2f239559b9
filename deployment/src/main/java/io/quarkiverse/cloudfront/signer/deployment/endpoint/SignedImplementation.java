package io.quarkiverse.cloudfront.signer.deployment.endpoint;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.MethodInfo;

/**
 * A class in which an endpoint signs.
 *
 * @param method the method that is called, which the class has or inherits
 */
public record SignedImplementation(ClassInfo type, MethodInfo method) {
}
