package io.quarkiverse.cloudfront.signer.runtime;

import java.security.KeyPair;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.SigningKeyChanged;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.runtime.config.TestConfiguration;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSource;
import io.quarkiverse.cloudfront.signer.runtime.signature.ConfiguredSigner;
import io.quarkiverse.cloudfront.signer.runtime.signer.Signers;

/**
 * Signers that are configured as in an application, with a clock of the test.
 */
public final class TestSigners {

    private static final String PREFIX = "quarkus.cloudfront-signer.";
    private static final KeyPair KEY = NewKey.p256Pair();

    private TestSigners() {
    }

    /**
     * @param properties without their prefix, which override those of a signer for https://media.example.com
     */
    public static ConfiguredSigner signer(InstantSource clock, String... properties) {
        return signers(clock, null, properties).find(SignerName.DEFAULT);
    }

    /**
     * @param remoteKey null if the key is local
     */
    public static Signers signers(InstantSource clock, SigningKey remoteKey, String... properties) {
        return signers(clock, remoteKey, null, properties);
    }

    /**
     * A signer of an application that uses marks.
     */
    public static ConfiguredSigner marking(InstantSource clock, MarkSource marks, String... properties) {
        return marking(clock, null, marks, properties);
    }

    /**
     * @param remoteKey null if the key is local
     */
    public static ConfiguredSigner marking(InstantSource clock, SigningKey remoteKey, MarkSource marks, String... properties) {
        return signers(clock, remoteKey, marks, properties).find(SignerName.DEFAULT);
    }

    private static Signers signers(InstantSource clock, SigningKey remoteKey, MarkSource marks, String... properties) {
        Map<String, String> all = new HashMap<>(Map.of(PREFIX + "url", "https://media.example.com"));
        if (remoteKey == null) {
            all.put(PREFIX + "key-pair-id", "K1");
            all.put(PREFIX + "private-key", NewKey.pem(KEY.getPrivate()));
        }
        for (String property : properties) {
            int equals = property.indexOf('=');
            all.put(PREFIX + property.substring(0, equals), property.substring(equals + 1));
        }
        return new Signers(TestConfiguration.of(all), new TestApplicationKeys() {

            @Override
            public List<SigningKey> remoteKeys(String signer) {
                return remoteKey == null ? List.of() : List.of(remoteKey);
            }

            @Override
            public void accept(SigningKeyChanged change) {
                // the test sees which key signs
            }
        }, List.of(), clock, Optional.ofNullable(marks));
    }
}
