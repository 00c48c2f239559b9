package io.quarkiverse.cloudfront.signer.deployment.devui;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import io.quarkiverse.cloudfront.edge.explain.Explainer;
import io.quarkiverse.cloudfront.edge.explain.KnownKey;
import io.quarkiverse.cloudfront.edge.explain.Question;

/**
 * Explains a signed URL or signed cookies. The application passes the request and its keys as text, because it has another
 * class loader.
 */
final class ExplainAction implements Function<Map<String, String>, Object> {

    @Override
    public Object apply(Map<String, String> parameters) {
        try {
            Question question = new Question(text(parameters, "url"), text(parameters, "cookies"),
                    Optional.of(text(parameters, "otherUrl")).filter(url -> !url.isBlank()), instant(text(parameters, "at")),
                    text(parameters, "viewerAddress"));
            Set<String> hosts = Set.of(text(parameters, "hosts").split(" "));
            return new Explainer(keys(parameters), hosts).explain(question);
        } catch (IllegalArgumentException e) {
            return Map.of("error", e.getMessage());
        }
    }

    private static String text(Map<String, String> parameters, String name) {
        return Objects.requireNonNull(parameters.get(name), name);
    }

    private static Instant instant(String text) {
        if (text.isBlank()) {
            return Instant.now();
        }
        try {
            return OffsetDateTime.parse(text.strip()).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("Invalid timestamp. Use ISO 8601 with an offset, such as "
                    + "2026-12-01T00:00:00Z");
        }
    }

    private static List<KnownKey> keys(Map<String, String> parameters) {
        List<KnownKey> keys = new ArrayList<>();
        for (String prefix = "keys.0."; parameters.containsKey(prefix + "keyPairId"); prefix = "keys." + keys.size() + ".") {
            keys.add(new KnownKey(text(parameters, prefix + "keyPairId"), text(parameters, prefix + "signer"),
                    Optional.ofNullable(parameters.get(prefix + "publicKey")).map(ExplainAction::publicKey),
                    Boolean.parseBoolean(parameters.get(prefix + "inKeyGroup")),
                    Optional.ofNullable(parameters.get(prefix + "neededUntil")).map(Instant::parse)));
        }
        return keys;
    }

    private static PublicKey publicKey(String pem) {
        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        for (String algorithm : List.of("RSA", "EC")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der));
            } catch (GeneralSecurityException e) {
                // try the other algorithm
            }
        }
        throw new IllegalStateException("A signer's public key is neither RSA nor EC");
    }
}
