package io.quarkiverse.cloudfront.signer.benchmarks.micro;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A benchmark with its parameters.
 */
record Case(String title, Class<? extends MicroBenchmark> benchmark, String method, Map<String, String> parameters) {

    static Case bare(KeyKind key, Crypto crypto) {
        return of("Bare signature", BareSignature.class, "sign", key, crypto);
    }

    static Case awsSdk(String method, KeyKind key, Crypto crypto) {
        return of(method.equals("list") ? "AWS SDK, list of 1,000" : "AWS SDK, one URL", AwsSdk.class, method, key, crypto);
    }

    /** One of several cases that are measured alternately in one process. */
    static Case interleaved(KeyKind key, Crypto crypto) {
        return of("Alternating", Interleaved.class, "sign", key, crypto);
    }

    static Case notCached(String title, String method, KeyKind key, Crypto crypto) {
        return of(title + ", not cached", UncachedSignatures.class, method, key, crypto);
    }

    static Case cached(String title, String method, KeyKind key) {
        return of(title + ", cached", CachedSignatures.class, method, key, null);
    }

    static Case recipient(String title, String method, KeyKind key) {
        return of(title + ", cached", RecipientLists.class, method, key, null);
    }

    static Case segments(String title, String method) {
        return new Case("A segment of a playlist – " + title, PlaylistSegments.class, method, Map.of());
    }

    static Case text(String title, String method) {
        return new Case("HTML of 1 MB with 1,000 URLs – " + title, SignedTexts.class, method, Map.of());
    }

    private static Case of(String title, Class<? extends MicroBenchmark> benchmark, String method, KeyKind key, Crypto crypto) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("key", key.name());
        if (crypto != null) {
            parameters.put("crypto", crypto.name());
        }
        return new Case(title + " – " + key + (crypto == null ? "" : ", " + crypto), benchmark, method, parameters);
    }

    boolean isAvailable() {
        return !Crypto.ACCP.name().equals(parameters.get("crypto")) || Crypto.ACCP.isAvailable();
    }

    /** The name that arguments of the command line select. */
    String id() {
        return benchmark.getName() + "." + method;
    }
}
