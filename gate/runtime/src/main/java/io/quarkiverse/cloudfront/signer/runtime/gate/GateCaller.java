package io.quarkiverse.cloudfront.signer.runtime.gate;

import io.quarkiverse.cloudfront.signer.runtime.user.Caller;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Viewer;
import io.quarkus.security.identity.SecurityIdentity;

/**
 * Who sent the current request, and the response to it.
 */
record GateCaller(SecurityIdentity identity, Caller user, Viewer viewer) {
}
