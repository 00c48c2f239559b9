package io.quarkiverse.cloudfront.signer.aws.keygroup;

import java.util.List;
import java.util.Objects;

import software.amazon.awssdk.services.cloudfront.model.GetKeyGroupResponse;
import software.amazon.awssdk.services.cloudfront.model.KeyGroupConfig;
import software.amazon.awssdk.services.cloudfront.model.UpdateKeyGroupResponse;

/**
 * A key group as CloudFront last returned it.
 *
 * @param config the configuration, which an update must repeat
 * @param version the ETag. An update with this ETag fails if the key group has changed in the meantime
 */
record KeyGroup(String id, KeyGroupConfig config, String version) {

    /** The maximum number of keys that CloudFront allows in a key group. */
    static final int MOST_KEYS = 5;

    KeyGroup {
        Objects.requireNonNull(id);
        Objects.requireNonNull(config);
        Objects.requireNonNull(version);
    }

    static KeyGroup of(GetKeyGroupResponse response) {
        return new KeyGroup(response.keyGroup().id(), response.keyGroup().keyGroupConfig(), response.eTag());
    }

    static KeyGroup of(UpdateKeyGroupResponse response) {
        return new KeyGroup(response.keyGroup().id(), response.keyGroup().keyGroupConfig(), response.eTag());
    }

    List<String> keyPairIds() {
        return config.items();
    }

    boolean contains(String keyPairId) {
        return keyPairIds().contains(keyPairId);
    }

    /** Describes the key group for messages. */
    @Override
    public String toString() {
        return "key group " + id + " (" + Objects.requireNonNullElse(config.name(), "unnamed") + ")";
    }
}
