package io.quarkiverse.cloudfront.signer.benchmarks.micro;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.SigningKeyChanged;
import io.quarkiverse.cloudfront.signer.benchmarks.SigningKeys;
import io.quarkiverse.cloudfront.signer.runtime.config.ApplicationKeys;
import io.quarkiverse.cloudfront.signer.runtime.config.CloudFrontSignersRuntimeConfig;
import io.quarkiverse.cloudfront.signer.runtime.corretto.CorrettoProvider;
import io.quarkiverse.cloudfront.signer.runtime.key.AwsKms;
import io.quarkiverse.cloudfront.signer.runtime.key.bouncycastle.BouncyCastle;
import io.quarkiverse.cloudfront.signer.runtime.key.bouncycastle.BouncyCastleLibrary;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSecret;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSource;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkedUser;
import io.quarkiverse.cloudfront.signer.runtime.signature.ConfiguredSigner;
import io.quarkiverse.cloudfront.signer.runtime.signature.Recipient;
import io.quarkiverse.cloudfront.signer.runtime.signature.RecipientSigner;
import io.quarkiverse.cloudfront.signer.runtime.signer.Signers;
import io.quarkus.credentials.CredentialsProvider;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;

/**
 * Signs a list for one user of one tenant, with the user's mark in each URL, as a method does within an expiry window.
 */
public class RecipientLists extends MicroBenchmark {

    private static final int LENGTH = 100;
    private static final Instant LOGIN = Instant.parse("2026-11-01T12:00:00Z");

    @Param
    KeyKind key;

    private final MarkedUser user = new MarkedUser("https://id.example.com", "alice", LOGIN);
    private final String[] paths = new String[LENGTH];
    private ConfiguredSigner signer;

    /** @param running sets the log levels, and has the key */
    @Setup
    public void setUp(RunningSigners running) {
        for (int i = 0; i < LENGTH; i++) {
            paths[i] = Urls.url(i).substring(Urls.DISTRIBUTION.length());
        }
        String prefix = "quarkus.cloudfront-signer.";
        CloudFrontSignersRuntimeConfig config = new SmallRyeConfigBuilder().addDiscoveredConverters()
                .withMapping(CloudFrontSignersRuntimeConfig.class)
                .withSources(new PropertiesConfigSource(Map.of(prefix + "url", "https://{claim.tenant}.media.example.com",
                        prefix + "key-pair-id", "K2JCJMDEHXQW5F", prefix + "private-key",
                        SigningKeys.pem(running.keys(key).getPrivate()), prefix + "hash-algorithm",
                        key == KeyKind.RSA_SHA1 ? "SHA1" : "SHA256"), "benchmark", 250))
                .build().getConfigMapping(CloudFrontSignersRuntimeConfig.class);
        signer = new Signers(config, new NoApplicationKeys(), List.of(), InstantSource.system(),
                Optional.of(new OneSecret())).find(SignerName.DEFAULT);
    }

    @Benchmark
    @OperationsPerInvocation(LENGTH)
    public List<String> listOfATenantsUser() {
        RecipientSigner recipient = signer.to(new Recipient(Instant.MAX, null, "acme", user));
        Instant expiry = LOGIN.plusSeconds(60L * 60 * 24 * 365 * 100);
        List<String> signed = new ArrayList<>(LENGTH);
        for (String path : paths) {
            signed.add(recipient.url(path, expiry).now());
        }
        return signed;
    }

    private static final class NoApplicationKeys implements ApplicationKeys {

        @Override
        public List<SigningKey> remoteKeys(String signer) {
            return List.of();
        }

        @Override
        public Optional<CredentialsProvider> credentialsProvider(Optional<String> beanName) {
            return Optional.empty();
        }

        @Override
        public Optional<CorrettoProvider> corretto() {
            return Optional.empty();
        }

        @Override
        public Optional<BouncyCastle> bouncyCastle() {
            return Optional.of(new BouncyCastleLibrary());
        }

        @Override
        public Optional<AwsKms> awsKms() {
            return Optional.empty();
        }

        @Override
        public void accept(SigningKeyChanged change) {
        }
    }

    private static final class OneSecret implements MarkSource {

        private final MarkSecret secret = new MarkSecret(new byte[MarkSecret.SHORTEST]);

        @Override
        public MarkSecret secret() {
            return secret;
        }

        @Override
        public MarkedUser user() {
            return MarkedUser.ANONYMOUS;
        }

        @Override
        public Uni<MarkedUser> userLater() {
            return Uni.createFrom().item(user());
        }
    }
}
