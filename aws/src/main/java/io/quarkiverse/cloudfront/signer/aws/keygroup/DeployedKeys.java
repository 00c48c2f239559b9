package io.quarkiverse.cloudfront.signer.aws.keygroup;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import software.amazon.awssdk.services.cloudfront.model.ActiveTrustedKeyGroups;
import software.amazon.awssdk.services.cloudfront.model.Distribution;

/**
 * The keys of one key group with which a distribution currently verifies signatures.
 *
 * @param complete whether the distribution's last change has reached all of CloudFront
 * @param active the IDs of these keys
 * @see <a href="https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ActiveTrustedKeyGroups.html">Active keys</a>
 */
record DeployedKeys(boolean complete, Set<String> active) {

    static DeployedKeys of(Distribution distribution, String keyGroupId) {
        Set<String> active = Optional.ofNullable(distribution.activeTrustedKeyGroups()).map(ActiveTrustedKeyGroups::items)
                .orElse(List.of()).stream().filter(group -> group.keyGroupId().equals(keyGroupId))
                .flatMap(group -> Optional.ofNullable(group.keyPairIds()).stream()).flatMap(keys -> keys.items().stream())
                .collect(Collectors.toSet());
        return new DeployedKeys(distribution.status().equals("Deployed"), active);
    }
}
