package io.quarkiverse.cloudfront.signer.deployment.devservices;

import java.util.Map;

import io.quarkiverse.cloudfront.signer.runtime.key.HashAlgorithm;

/**
 * The settings of a local edge. If they change, the edge is restarted.
 *
 * @param signers the signers without a key, by name
 * @param port 0 for a free one
 * @param shown whether Dev UI shows its requests
 */
record EdgeSettings(Map<String, HashAlgorithm> signers, int port, EdgeOrigin origin, DefaultRootObject rootObject,
        EdgeApplication application, boolean https, boolean shown) {
}
