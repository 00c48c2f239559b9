package io.quarkiverse.cloudfront.edge.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.PublicKey;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.edge.TestKeys;

class KeyGroupTest {

    @Test
    void keysThatCloudFrontSupports_areAccepted() {
        assertThat(KeyGroup.of("media", "K1", TestKeys.RSA.getPublic()).keys()).containsOnlyKeys("K1");
        assertThat(KeyGroup.of("media", "K2", TestKeys.EC.getPublic()).keys()).containsOnlyKeys("K2");
        assertThatThrownBy(() -> KeyGroup.of("media", "K1", TestKeys.rsaPublicKey(3072)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("RSA 2048").hasMessageContaining("K1");
        assertThatThrownBy(() -> KeyGroup.of("media", "K1", TestKeys.ec("secp384r1").getPublic()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("P-256");
    }

    @Test
    void keyPairIdWithOtherCharacters_isRejected() {
        PublicKey key = TestKeys.RSA.getPublic();
        assertThatThrownBy(() -> KeyGroup.of("media", "K-1", key)).hasMessageContaining("'K-1'");
        assertThatThrownBy(() -> KeyGroup.of("media", "", key)).hasMessageContaining("letters and digits");
        assertThatThrownBy(() -> KeyGroup.of("media", "-----BEGIN PRIVATE KEY-----\nMIIE", key))
                .hasMessageContaining("a text of 32 characters");
    }

    @Test
    void keyGroup_isImmutable() {
        Map<String, PublicKey> keys = new HashMap<>(Map.of("K1", TestKeys.RSA.getPublic()));
        KeyGroup group = new KeyGroup("media", keys);
        keys.clear();

        assertThat(group.keys()).containsOnlyKeys("K1");
    }
}
