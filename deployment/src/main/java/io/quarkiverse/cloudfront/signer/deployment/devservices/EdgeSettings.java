package io.quarkiverse.cloudfront.signer.deployment.devservices;

import java.util.Map;
import java.util.Optional;

import io.quarkiverse.cloudfront.signer.deployment.marks.MarksSetup;

/**
 * The settings of a local edge. If they change, the edge is restarted.
 *
 * @param signers the signers without a key, by name
 * @param port 0 for a free one
 * @param marks empty if the application does not use marks
 * @param shown whether Dev UI shows its requests
 */
record EdgeSettings(Map<String, DevSigner> signers, int port, EdgeOrigin origin, DefaultRootObject rootObject,
        EdgeApplication application, Optional<MarksSetup> marks, boolean https, boolean shown) {
}
