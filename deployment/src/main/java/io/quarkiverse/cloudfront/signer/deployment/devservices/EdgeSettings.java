package io.quarkiverse.cloudfront.signer.deployment.devservices;

import java.util.Map;

import io.quarkiverse.cloudfront.signer.runtime.key.HashAlgorithm;

/**
 * What a local edge is started with. If it changes, the edge is started again.
 *
 * @param signers the signers without a key, by name
 * @param port 0 for any free one
 * @param shown whether Dev UI is there to show what it does
 */
record EdgeSettings(Map<String, HashAlgorithm> signers, int port, EdgeOrigin origin, boolean shown) {
}
