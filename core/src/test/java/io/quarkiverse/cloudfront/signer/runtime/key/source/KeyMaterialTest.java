package io.quarkiverse.cloudfront.signer.runtime.key.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class KeyMaterialTest {

    private static KeyMaterial material(String content, String passphrase, String keyPairId, String publicKey) {
        return new KeyMaterial(content.getBytes(), passphrase == null ? null : passphrase.toCharArray(), keyPairId)
                .with(publicKey == null ? null : publicKey.getBytes());
    }

    @Test
    void materialWithEqualParts_isEqual() {
        KeyMaterial first = material("key", "passphrase", "K1", "public");
        KeyMaterial second = material("key", "passphrase", "K1", "public");

        assertThat(first.isEqualTo(second)).isTrue();
        assertThat(first.fingerprint()).isEqualTo(second.fingerprint());
    }

    @Test
    void materialWithAnyOtherPart_differs() {
        KeyMaterial material = material("key", "passphrase", "K1", "public");

        for (KeyMaterial other : List.of(material("kez", "passphrase", "K1", "public"),
                material("key", "passphrasf", "K1", "public"), material("key", null, "K1", "public"),
                material("key", "passphrase", "K2", "public"), material("key", "passphrase", null, "public"),
                material("key", "passphrase", "K1", "publid"), material("key", "passphrase", "K1", null))) {
            assertThat(material.isEqualTo(other)).isFalse();
            assertThat(other.isEqualTo(material)).isFalse();
            assertThat(material.fingerprint()).isNotEqualTo(other.fingerprint());
        }
        assertThat(material("key", null, "K1", null).fingerprint()).isNotEqualTo(material("key", "", "K1", null).fingerprint());
    }
}
