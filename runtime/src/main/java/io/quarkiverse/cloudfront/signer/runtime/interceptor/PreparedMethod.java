package io.quarkiverse.cloudfront.signer.runtime.interceptor;

import io.quarkiverse.cloudfront.signer.runtime.grant.GrantTerms;

/**
 * A method with {@code @SignedResource}, and the terms of its grants.
 */
record PreparedMethod(SignedMethodInfo method, GrantTerms terms) {
}
