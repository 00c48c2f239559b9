package io.quarkiverse.cloudfront.signer.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.runtime.TestApplicationKeys;
import io.quarkiverse.cloudfront.signer.runtime.TestKey;
import io.quarkus.credentials.CredentialsProvider;
import io.smallrye.config.WithParentName;
import io.smallrye.config.common.utils.StringUtil;
import io.smallrye.mutiny.Uni;

/**
 * A secret may be pasted into any property. The properties are found by reflection, so that future ones are tested, too.
 */
class ConfiguredSecretsTest {

    private static final String PREFIX = "quarkus.cloudfront-signer.";
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final int SHOWN = 12;

    private static final KeyPair KEY = NewKey.p256Pair();
    private static final Map<String, String> SECRETS = secrets();
    private static final List<Map<String, String>> SURROUNDINGS = surroundings();

    private static Map<String, String> secrets() {
        String pem = NewKey.pem(KEY.getPrivate());
        BigInteger number = ((ECPrivateKey) KEY.getPrivate()).getS();
        Map<String, String> secrets = new LinkedHashMap<>();
        secrets.put("PEM", pem);
        secrets.put("PEM with \\n", pem.replace("\n", "\\n"));
        secrets.put("PEM on one line", pem.replace("\n", " ").strip());
        secrets.put("PEM without its last line", pem.substring(0, pem.indexOf("\n-----END")));
        secrets.put("PEM without its first line", pem.substring(pem.indexOf('\n') + 1));
        secrets.put("base64 of PEM", Base64.getEncoder().encodeToString(pem.getBytes()));
        secrets.put("base64 of DER", Base64.getEncoder().encodeToString(KEY.getPrivate().getEncoded()));
        secrets.put("base64 cut off", Base64.getEncoder().encodeToString(KEY.getPrivate().getEncoded()).substring(0, 71));
        secrets.put("base64 with two slashes", base64WithTwoSlashes());
        secrets.put("base64 of RSA", Base64.getEncoder().encodeToString(NewKey.rsaPair().getPrivate().getEncoded()));
        secrets.put("hexadecimal number", String.format("%064x", number));
        secrets.put("passphrase", "correct-Horse/battery,staple 17");
        secrets.put("signed URL", "https://media.example.com/a.jpg?Expires=1&Signature="
                + Base64.getUrlEncoder().encodeToString(KEY.getPublic().getEncoded()) + "&Key-Pair-Id=K1");
        return secrets;
    }

    /** As a path, it would lose one of them. */
    private static String base64WithTwoSlashes() {
        String base64 = "";
        while (!base64.contains("//")) {
            base64 = Base64.getEncoder().encodeToString(NewKey.p256Pair().getPrivate().getEncoded());
        }
        return base64;
    }

    /** Each property has each secret once. The surroundings take turns, so each property is in each of them, too. */
    static Stream<Arguments> cases() {
        List<Arguments> cases = new ArrayList<>();
        for (String property : properties(CloudFrontSignersRuntimeConfig.class, PREFIX)) {
            for (String secret : SECRETS.keySet()) {
                cases.add(Arguments.of(property, secret, cases.size() % SURROUNDINGS.size()));
            }
        }
        return cases.stream();
    }

    /**
     * The names of all text properties of a mapping and of its groups.
     */
    private static List<String> properties(Class<?> mapping, String prefix) {
        List<String> properties = new ArrayList<>();
        for (Method method : mapping.getMethods()) {
            if (Modifier.isAbstract(method.getModifiers())) {
                add(properties, method, prefix);
            }
        }
        return properties;
    }

    private static void add(List<String> properties, Method method, String prefix) {
        String name = method.isAnnotationPresent(WithParentName.class) ? "" : StringUtil.skewer(method.getName());
        Type type = method.getGenericReturnType();
        if (type instanceof ParameterizedType map && map.getRawType() == Map.class) {
            String key = name.isEmpty() ? "" : name + ".\"KNEXT\".";
            properties.addAll(properties((Class<?>) map.getActualTypeArguments()[1], prefix + key));
        } else if (type.getTypeName().contains("java.lang.String")) {
            properties.add(prefix + name);
        } else if (type instanceof Class<?> group && group.isInterface()) {
            properties.addAll(properties(group, prefix + name + "."));
        }
    }

    @Test
    void properties_areFound() {
        assertThat(properties(CloudFrontSignersRuntimeConfig.class, PREFIX)).contains(PREFIX + "url", PREFIX + "private-key",
                PREFIX + "private-key-location", PREFIX + "allowed-hosts", PREFIX + "cookies.domain",
                PREFIX + "keys.\"KNEXT\".active-from", PREFIX + "keys.\"KNEXT\".private-key-passphrase");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void pastedSecret_isNotShown(String property, String secret, int surrounding) {
        String value = SECRETS.get(secret);
        Map<String, String> others = all(SURROUNDINGS.get(surrounding), Map.of(property, value));
        for (boolean remote : new boolean[] { false, true }) {
            assertShowsNothing(read(others, remote ? Optional.of(TestKey.of("KOWN")) : Optional.empty()), value);
        }
    }

    @Tag("nightly")
    @ParameterizedTest
    @MethodSource("cases")
    void pastedSecret_isShownInNoSurrounding(String property, String secret) {
        for (int surrounding = 0; surrounding < SURROUNDINGS.size(); surrounding++) {
            pastedSecret_isNotShown(property, secret, surrounding);
        }
    }

    /** The message depends on the other properties. */
    private static List<Map<String, String>> surroundings() {
        Map<String, String> url = Map.of(PREFIX + "url", "https://media.example.com");
        Map<String, String> id = Map.of(PREFIX + "key-pair-id", "K1");
        Map<String, String> key = Map.of(PREFIX + "private-key", NewKey.pem(NewKey.p256Pair().getPrivate()));
        Map<String, String> credentials = Map.of(PREFIX + "credentials-provider", "media");
        Map<String, String> next = Map.of(PREFIX + "keys.\"KNEXT\".active-from", "2026-12-01T00:00:00Z");
        Map<String, String> nextKey = Map.of(PREFIX + "keys.\"KNEXT\".private-key",
                "Key-Pair-Id: KOTHER\n" + NewKey.pem(NewKey.p256Pair().getPrivate()));
        Map<String, String> nextCredentials = Map.of(PREFIX + "keys.\"KNEXT\".credentials-provider", "media");
        return List.of(all(), all(url), all(url, id), all(url, id, key), all(url, id, credentials),
                all(url, id, key, next), all(url, id, key, next, nextKey), all(url, id, key, next, nextCredentials));
    }

    @SafeVarargs
    private static Map<String, String> all(Map<String, String>... parts) {
        Map<String, String> all = new HashMap<>();
        for (Map<String, String> part : parts) {
            all.putAll(part);
        }
        return all;
    }

    /**
     * The whole output of a start: the exception with all its causes, or the settings.
     */
    private static String read(Map<String, String> properties, Optional<SigningKey> remoteKey) {
        StringWriter said = new StringWriter();
        try {
            ConfigurationProblems problems = new ConfigurationProblems();
            TestConfiguration.read(TestConfiguration.of(properties), new TestApplication(remoteKey), InstantSource.fixed(NOW),
                    problems).values()
                    .forEach(settings -> said.append(settings.keys().status().toString()).append(settings.keys().toString()));
            problems.throwIfAny();
        } catch (RuntimeException e) {
            e.printStackTrace(new PrintWriter(said, true));
        }
        // without stack frames, in which a million searches take long
        return said.toString().lines().filter(line -> !line.startsWith("\tat ")).collect(Collectors.joining("\n"));
    }

    private static void assertShowsNothing(String said, String value) {
        String secret = value.replaceAll("-----[A-Z ]+-----|^https.*Signature=|&Key-Pair-Id=K1", "").strip();
        for (int i = 0; i + SHOWN <= secret.length(); i++) {
            String part = secret.substring(i, i + SHOWN);
            if (said.contains(part)) {
                throw new AssertionError(part + " is in " + said);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("keys")
    void keyInPlaceOfItsLocation_isReported(String secret) {
        Map<String, String> others = all(Map.of(PREFIX + "url", "https://media.example.com", PREFIX + "key-pair-id", "K1",
                PREFIX + "private-key-location", SECRETS.get(secret)));

        assertThat(read(others, Optional.empty()))
                .contains(PREFIX + "private-key-location is a key, not a location; set private-key instead");

        others.remove(PREFIX + "private-key-location");
        others.put(PREFIX + "private-key", NewKey.pem(NewKey.p256Pair().getPrivate()));
        others.put(PREFIX + "public-key-location", SECRETS.get(secret));
        assertThat(read(others, Optional.empty())).contains(PREFIX + "public-key-location is a key, not a location; "
                + "write it to a file, and set the property to its path");
    }

    static Stream<String> keys() {
        return Stream.of("PEM", "PEM with \\n", "PEM on one line", "PEM without its last line", "base64 of PEM",
                "base64 of DER", "base64 with two slashes", "base64 of RSA");
    }

    /** With a provider that repeats the requested name, as a vault may do. */
    private static final class TestApplication extends TestApplicationKeys {

        private final Optional<SigningKey> remote;

        private TestApplication(Optional<SigningKey> remote) {
            this.remote = remote;
        }

        @Override
        public List<SigningKey> remoteKeys(String signer) {
            return remote.stream().toList();
        }

        @Override
        public Optional<CredentialsProvider> credentialsProvider(Optional<String> beanName) {
            return beanName.isPresent() ? Optional.empty() : Optional.of(new CredentialsProvider() {

                @Override
                public Uni<Map<String, String>> getCredentialsAsync(String name) {
                    return Uni.createFrom().failure(new IllegalArgumentException("There is no " + name));
                }
            });
        }
    }
}
