package io.quarkiverse.cloudfront.signer.benchmarks.micro;

import java.security.KeyPair;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.benchmarks.SigningKeys;
import io.quarkiverse.cloudfront.signer.runtime.signer.Signers;
import io.quarkus.arc.Arc;
import io.quarkus.runtime.Application;

/**
 * The application in this process, whose signers are measured.
 */
@State(Scope.Benchmark)
public class RunningSigners {

    private static final String PREFIX = "quarkus.cloudfront-signer.";

    private final Map<KeyKind, KeyPair> keys = new EnumMap<>(KeyKind.class);
    private Application application;

    @Setup
    public void start() throws ReflectiveOperationException {
        Map<String, String> properties = new HashMap<>();
        properties.put("quarkus.http.host", "localhost");
        properties.put("quarkus.http.port", "0");
        properties.put("quarkus.log.level", "WARN");
        configure(properties, PREFIX, KeyKind.P256, KeyKind.P256.generate());
        properties.put(PREFIX + "expiry-window", "1h");
        for (KeyKind kind : KeyKind.values()) {
            KeyPair pair = kind.generate();
            keys.put(kind, pair);
            for (Crypto crypto : Crypto.values()) {
                if (crypto != Crypto.BOUNCY_CASTLE && crypto.isAvailable()) {
                    String prefix = PREFIX + "\"" + name(kind, crypto) + "\".";
                    configure(properties, prefix, kind, pair);
                    properties.put(prefix + "crypto-provider", crypto.name().toLowerCase(Locale.ROOT));
                    properties.put(prefix + "signature-cache.max-size", "0");
                }
            }
            String prefix = PREFIX + "\"" + keeping(kind) + "\".";
            configure(properties, prefix, kind, pair);
            properties.put(prefix + "expiry-window", "1h");
        }
        properties.forEach(System::setProperty);
        application = (Application) Class.forName("io.quarkus.runner.ApplicationImpl").getDeclaredConstructor().newInstance();
        application.start(new String[0]);
    }

    private static void configure(Map<String, String> properties, String prefix, KeyKind kind, KeyPair keys) {
        properties.put(prefix + "url", Urls.DISTRIBUTION);
        // an ID names one key
        properties.put(prefix + "key-pair-id", "K2JCJMDEHXQW5" + (prefix.equals(PREFIX) ? "F" : kind.ordinal()));
        properties.put(prefix + "private-key", SigningKeys.pem(keys.getPrivate()));
        properties.put(prefix + "hash-algorithm", kind == KeyKind.RSA_SHA1 ? "SHA1" : "SHA256");
    }

    private static String name(KeyKind kind, Crypto crypto) {
        return kind.name() + "-" + crypto.name();
    }

    private static String keeping(KeyKind kind) {
        return kind.name() + "-keeping";
    }

    /** The key of the signers of this kind. */
    KeyPair keys(KeyKind kind) {
        return keys.get(kind);
    }

    /** A signer without a signature cache. */
    CloudFrontSigner signer(KeyKind kind, Crypto crypto) {
        return find(name(kind, crypto));
    }

    /** A signer with an expiry window of an hour. */
    CloudFrontSigner keepingSigner(KeyKind kind) {
        return find(keeping(kind));
    }

    private static CloudFrontSigner find(String name) {
        return Arc.container().instance(Signers.class).get().find(name).forApplication();
    }

    @TearDown
    public void stop() {
        application.close();
    }
}
