package io.quarkiverse.cloudfront.signer.runtime.config;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.runtime.config.SignerRuntimeConfig.FurtherKeyConfig;
import io.quarkiverse.cloudfront.signer.runtime.key.KeyPairId;
import io.quarkiverse.cloudfront.signer.runtime.key.SigningCrypto;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.KeyRegistry;
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.KeySlot;
import io.quarkiverse.cloudfront.signer.runtime.key.source.SafeQuote;

/**
 * Turns the configuration of all keys of one signer into keys, or into a list of problems.
 */
record KeyRingReader(String signer, SignerRuntimeConfig config, ApplicationKeys application, KeyRegistry keys,
        InstantSource clock, ConfigurationProblems problems, SigningCrypto crypto) {

    private static final String ACTIVE_FROM = "active-from";

    static KeyRingReader of(String signer, SignerRuntimeConfig config, ApplicationKeys application, KeyRegistry keys,
            InstantSource clock, ConfigurationProblems problems) {
        return new KeyRingReader(signer, config, application, keys, clock, problems,
                crypto(signer, config, application, problems));
    }

    private static SigningCrypto crypto(String signer, SignerRuntimeConfig config, ApplicationKeys application,
            ConfigurationProblems problems) {
        try {
            return SigningCrypto.of(config.cryptoProvider(), application.corretto(), application.bouncyCastle());
        } catch (UnusableKeyException e) {
            problems.add(SignerProperties.name(signer, e.propertyOr(SigningCrypto.PROPERTY)), e.getMessage());
            return SigningCrypto.jdk(application.bouncyCastle());
        }
    }

    /**
     * @return the signer's own key, and the further keys in the order in which they take over. If there is a problem, keys can
     *         be missing
     */
    List<KeySlot> read() {
        List<KeySlot> slots = new ArrayList<>();
        List<SigningKey> remote = application.remoteKeys(signer);
        KeySlot own = own(remote.isEmpty() ? remote : remote.stream().filter(key -> !isFurther(key)).toList());
        if (own != null) {
            slots.add(own);
        }
        Map<Instant, String> instants = new HashMap<>();
        List<KeySlot> further = new ArrayList<>();
        for (Map.Entry<String, FurtherKeyConfig> key : new TreeMap<>(config.keys()).entrySet()) {
            further(key.getKey(), key.getValue(), named(remote, key.getKey()), instants, slots).ifPresent(further::add);
        }
        if (!further.isEmpty()) {
            further.sort(Comparator.comparing(KeySlot::activeFrom));
            slots.addAll(further);
        }
        return slots;
    }

    private boolean isFurther(SigningKey key) {
        return key.keyPairId() != null && config.keys().containsKey(key.keyPairId());
    }

    private static List<SigningKey> named(List<SigningKey> remote, String keyPairId) {
        return remote.stream().filter(key -> keyPairId.equals(key.keyPairId())).toList();
    }

    /**
     * @return null if there is a problem
     */
    private @Nullable KeySlot own(List<SigningKey> remote) {
        KeyReader reader = reader(SignerProperties.name(signer, ""), config, null);
        if (remote.isEmpty()) {
            return reader.readLocal(config.keyPairId(), config.hashAlgorithm(), crypto).orElse(null);
        } else if (remote.size() > 1) {
            problems.add("%s has more than one SigningKey bean for its first key: %s. Set keys.\"ID\".active-from for each key "
                    .formatted(SignerProperties.describe(signer), list(remote)) + "that takes over later");
            return null;
        }
        Optional<KeySlot> slot = reader.readRemote(remote.get(0), "for this signer");
        if (slot.isPresent() && config.keyPairId().filter(id -> !id.equals(slot.get().keyPairId())).isPresent()) {
            problems.add(SignerProperties.name(signer, SignerProperties.KEY_PAIR_ID),
                    ("is %s, but the key pair ID of the application's SigningKey bean is %s. Remove the property, or correct "
                            + "one of them")
                            .formatted(SafeQuote.id(config.keyPairId().get()), SafeQuote.id(slot.get().keyPairId())));
        }
        return slot.orElse(null);
    }

    private static String list(List<SigningKey> remote) {
        return remote.stream().map(key -> key.getClass().getName() + " (" + (key.keyPairId() == null ? "no key pair ID"
                : SafeQuote.id(key.keyPairId())) + ")").sorted().collect(Collectors.joining(", "));
    }

    private Optional<KeySlot> further(String keyPairId, FurtherKeyConfig key, List<SigningKey> remote,
            Map<Instant, String> instants, List<KeySlot> own) {
        String prefix = SignerProperties.name(signer, SignerProperties.KEYS + "\"" + keyPairId + "\".");
        String mistake = KeyPairId.mistakeIn(keyPairId);
        if (mistake != null) {
            problems.add(prefix + "*", isFromEnvironment(keyPairId)
                    ? "has a key pair ID in lower case, because environment variables do not keep the case. "
                            + "Set it in a file, with expressions such as ${NEXT_KEY} for values from the environment"
                    : "does not name a key pair. The key pair ID in the quotes " + mistake);
            return Optional.empty();
        }
        if (!own.isEmpty() && own.get(0).keyPairId().equals(keyPairId)) {
            problems.add(prefix + "*", "is for the key pair with which the signer starts. Configure each key pair only once");
        }
        Optional<Instant> activeFrom = activeFrom(prefix, key, instants);
        KeyReader reader = reader(prefix, key, activeFrom.orElse(Instant.EPOCH));
        if (remote.isEmpty()) {
            return reader.readLocal(Optional.of(keyPairId), key.hashAlgorithm().orElse(config.hashAlgorithm()), crypto)
                    .filter(slot -> activeFrom.isPresent());
        }
        if (remote.size() > 1) {
            problems.add(prefix + "*", "has more than one SigningKey bean: %s. Keep one of them".formatted(list(remote)));
            return Optional.empty();
        }
        Optional<KeySlot> slot = reader.readRemote(remote.get(0), "for this key pair");
        return slot.filter(found -> activeFrom.isPresent());
    }

    private static boolean isFromEnvironment(String keyPairId) {
        return keyPairId.chars().anyMatch(Character::isLetter)
                && keyPairId.chars().allMatch(c -> Character.isLowerCase(c) || Character.isDigit(c));
    }

    private KeyReader reader(String prefix, KeyConfig key, @Nullable Instant activeFrom) {
        return new KeyReader(SignerProperties.describe(signer), prefix, key, activeFrom, clock.instant(), application,
                keys, problems);
    }

    private Optional<Instant> activeFrom(String prefix, FurtherKeyConfig key, Map<Instant, String> instants) {
        String property = prefix + ACTIVE_FROM;
        if (key.activeFrom().isEmpty()) {
            problems.add(property, "is missing; set it to the instant from which this key signs, such as 2026-12-01T00:00:00Z");
            return Optional.empty();
        }
        try {
            Instant instant = OffsetDateTime.parse(key.activeFrom().get().strip()).toInstant();
            String other = instants.putIfAbsent(instant, property);
            if (other != null) {
                problems.add(property, "is the same instant as " + other + ". Set a different instant for each key");
                return Optional.empty();
            }
            return Optional.of(instant);
        } catch (DateTimeParseException e) {
            problems.add(property, "is not a timestamp. Use ISO 8601 with an offset, such as 2026-12-01T00:00:00Z");
            return Optional.empty();
        }
    }
}
