package io.quarkiverse.cloudfront.signer.runtime.config;

import static io.quarkiverse.cloudfront.signer.runtime.config.SignerProperties.CREDENTIALS_PROVIDER;
import static io.quarkiverse.cloudfront.signer.runtime.config.SignerProperties.CREDENTIALS_PROVIDER_NAME;
import static io.quarkiverse.cloudfront.signer.runtime.config.SignerProperties.HASH_ALGORITHM;
import static io.quarkiverse.cloudfront.signer.runtime.config.SignerProperties.KEY_PAIR_ID;
import static io.quarkiverse.cloudfront.signer.runtime.config.SignerProperties.PRIVATE_KEY;
import static io.quarkiverse.cloudfront.signer.runtime.config.SignerProperties.PRIVATE_KEY_LOCATION;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.runtime.key.AwsKms;
import io.quarkiverse.cloudfront.signer.runtime.key.HashAlgorithm;
import io.quarkiverse.cloudfront.signer.runtime.key.KeyPairId;
import io.quarkiverse.cloudfront.signer.runtime.key.PublicKeyLocation;
import io.quarkiverse.cloudfront.signer.runtime.key.RemoteKey;
import io.quarkiverse.cloudfront.signer.runtime.key.SigningCrypto;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.PemText;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.KeyDescription;
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.KeyRegistry;
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.KeySlot;
import io.quarkiverse.cloudfront.signer.runtime.key.source.KeySource;
import io.quarkus.credentials.CredentialsProvider;

/**
 * Turns the configuration of one key into a key, or into a list of problems.
 *
 * @param signer the signer's name as the beginning of a sentence
 * @param prefix the prefix of the key's properties
 * @param activeFrom when the key becomes active; null for the signer's own key
 * @param keys the registry that gets the key
 */
record KeyReader(String signer, String prefix, KeyConfig config, @Nullable Instant activeFrom, Instant now,
        ApplicationKeys application, KeyRegistry keys, ConfigurationProblems problems) {

    private static final String MISSING_ID = "is missing; set it to the ID that CloudFront gave the public key, such as "
            + "K2JCJMDEHXQW5F";

    /**
     * The properties that set a source of the private key.
     */
    private List<String> sources() {
        List<String> set = new ArrayList<>();
        if (config.privateKeyLocation().isPresent()) {
            set.add(PRIVATE_KEY_LOCATION);
        }
        if (config.privateKey().isPresent()) {
            set.add(PRIVATE_KEY);
        }
        if (config.credentialsProvider().isPresent()) {
            set.add(CREDENTIALS_PROVIDER);
        }
        return set;
    }

    /**
     * @param whose the purpose of the bean, for messages
     * @return empty if there is a problem
     */
    Optional<KeySlot> readRemote(SigningKey remote, String whose) {
        for (String source : sources()) {
            problem(source, "is set, but the application has a SigningKey bean " + whose + ". Remove one of them");
        }
        String mistake = KeyPairId.mistakeIn(remote.keyPairId());
        if (mistake != null) {
            problems.add(describe(remote) + ", whose keyPairId() " + mistake);
            return Optional.empty();
        }
        if (remote.algorithm() == null) {
            problems.add(describe(remote) + " whose algorithm() returns null. Return the algorithm of the key");
            return Optional.empty();
        }
        KeySlot slot;
        try {
            slot = KeySlot.remote(RemoteKey.of(remote, config.publicKeyLocation()), activeFrom, now);
        } catch (UnusableKeyException e) {
            problem(e.propertyOr(PublicKeyLocation.PROPERTY), e.getMessage());
            return Optional.empty();
        }
        try {
            return Optional.of(keys.add(signer, "the SigningKey bean " + remote.getClass().getName(), slot));
        } catch (UnusableKeyException e) {
            problems.add(describe(remote) + ", which " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Registers a key that is configured with the properties of this prefix. */
    private KeySlot added(KeySlot slot, String property) throws UnusableKeyException {
        return keys.add(signer, prefix + property, slot);
    }

    private String describe(SigningKey remote) {
        return signer + " has a SigningKey bean (" + remote.getClass().getName() + ")";
    }

    /**
     * @return empty if there is a problem
     */
    Optional<KeySlot> readLocal(Optional<String> keyPairId, HashAlgorithm hash, SigningCrypto crypto) {
        boolean validId = checkId(keyPairId);
        List<String> sources = sources();
        if (sources.isEmpty()) {
            if (keyPairId.isEmpty()) {
                problem(KEY_PAIR_ID, MISSING_ID);
            }
            problem(PRIVATE_KEY_LOCATION, "is missing; set it to the file with the private key "
                    + "(or set private-key or credentials-provider)");
            return Optional.empty();
        }
        if (sources.size() > 1) {
            problem(sources.get(1), "is set together with " + sources.get(0) + ". Remove one of them");
            return Optional.empty();
        }
        String location = config.privateKeyLocation().orElse("");
        if (location.startsWith(AwsKms.PREFIX)) {
            return readKms(location, validId, keyPairId, hash);
        }
        // reports problems of the key even if its ID is not valid
        Optional<KeySource> source = source(sources.get(0));
        return source.isEmpty() ? Optional.empty()
                : load(new KeyDescription(sources.get(0), source.get(), validId ? keyPairId : Optional.empty(), hash,
                        config.publicKeyLocation(), crypto), validId);
    }

    private Optional<KeySlot> readKms(String location, boolean validId, Optional<String> keyPairId, HashAlgorithm hash) {
        Optional<AwsKms> kms = application.awsKms();
        if (kms.isEmpty()) {
            problem(PRIVATE_KEY_LOCATION, "names a key in AWS KMS, but the application does not have the module that calls it. "
                    + "Add the dependency io.quarkiverse.cloudfront:quarkus-cloudfront-signer-aws");
        }
        if (keyPairId.isEmpty()) {
            problem(KEY_PAIR_ID, MISSING_ID);
        }
        if (hash == HashAlgorithm.SHA1) {
            problem(HASH_ALGORITHM, "is SHA1, which AWS KMS does not support. Set it to SHA256");
        }
        if (kms.isEmpty() || keyPairId.isEmpty() || !validId || hash == HashAlgorithm.SHA1) {
            return Optional.empty();
        }
        try {
            AwsKms.Key key = kms.get().open(keyPairId.get(), location.substring(AwsKms.PREFIX.length()));
            return Optional.of(added(KeySlot.remote(PRIVATE_KEY_LOCATION, location,
                    RemoteKey.of(key, config.publicKeyLocation()), activeFrom, now), PRIVATE_KEY_LOCATION));
        } catch (UnusableKeyException e) {
            problem(e.propertyOr(PRIVATE_KEY_LOCATION), e.getMessage());
            return Optional.empty();
        }
    }

    private boolean checkId(Optional<String> keyPairId) {
        String mistake = keyPairId.isEmpty() ? null : KeyPairId.mistakeIn(keyPairId.get());
        if (mistake == null) {
            return true;
        }
        problem(KEY_PAIR_ID, PemText.isKey(keyPairId.get())
                ? "is a key, not its ID. Set it to the ID that CloudFront gave the public key, such as K2JCJMDEHXQW5F, and set "
                        + "private-key to the private key"
                : mistake);
        return false;
    }

    private Optional<KeySource> source(String property) {
        return switch (property) {
            case PRIVATE_KEY -> Optional.of(KeySource.property(config.privateKey().get(), config.privateKeyPassphrase()));
            case PRIVATE_KEY_LOCATION ->
                Optional.of(KeySource.location(config.privateKeyLocation().get(), config.privateKeyPassphrase()));
            default -> credentials();
        };
    }

    private Optional<KeySource> credentials() {
        Optional<CredentialsProvider> provider = application.credentialsProvider(config.credentialsProviderName());
        if (provider.isEmpty() && config.credentialsProviderName().isPresent()) {
            problem(CREDENTIALS_PROVIDER_NAME, "is set, but the application has no CredentialsProvider bean of this name. "
                    + "Correct the name, or add the bean");
        } else if (provider.isEmpty()) {
            problem(CREDENTIALS_PROVIDER, "is set, but the application does not have exactly one CredentialsProvider bean. "
                    + "Add an extension for a vault, or set credentials-provider-name");
        }
        return provider.map(found -> KeySource.credentials(found::getCredentialsAsync, config.credentialsProvider().get(),
                config.privateKeyPassphrase()));
    }

    private Optional<KeySlot> load(KeyDescription key, boolean validId) {
        try {
            return Optional.of(added(KeySlot.local(prefix, key, activeFrom, now), key.property()));
        } catch (UnusableKeyException e) {
            if (validId || !KEY_PAIR_ID.equals(e.property())) {
                problem(e.propertyOr(key.property()), e.getMessage());
            }
            return Optional.empty();
        }
    }

    private void problem(String property, String message) {
        problems.add(prefix + property, message);
    }
}
