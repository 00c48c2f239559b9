package io.quarkiverse.cloudfront.signer.benchmarks.micro;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One benchmark with its parameters.
 */
record Case(String title, Class<? extends MicroBenchmark> benchmark, String method, Map<String, String> parameters) {

    static Case bare(KeyKind key, Crypto crypto) {
        return of("Bare signature", BareSignature.class, "sign", key, crypto);
    }

    static Case awsSdk(String method, KeyKind key, Crypto crypto) {
        return of(method.equals("list") ? "AWS SDK, list of 1,000" : "AWS SDK, one URL", AwsSdk.class, method, key, crypto);
    }

    /** Of several whose times it counts by turns. */
    static Case inTurn(KeyKind key, Crypto crypto) {
        return of("By turns", InTurn.class, "sign", key, crypto);
    }

    static Case nothingKept(String title, String method, KeyKind key, Crypto crypto) {
        return of(title + ", nothing kept", NothingKept.class, method, key, crypto);
    }

    static Case kept(String title, String method, KeyKind key) {
        return of(title + ", kept", Kept.class, method, key, null);
    }

    static Case hls() {
        return of("HLS playlist of 10,000 segments", HlsOf10000Segments.class, "rewrite", KeyKind.P256, null);
    }

    static Case page(String page) {
        return new Case("Page of 100 members over loopback, " + page, PageOf100Members.class, "page", Map.of("page", page));
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

    /** What arguments of the command line choose from. */
    String id() {
        return benchmark.getName() + "." + method;
    }
}
