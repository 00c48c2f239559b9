package io.quarkiverse.cloudfront.signer.deployment.devui;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import io.quarkiverse.cloudfront.edge.explain.ExplainedRequest;
import io.quarkiverse.cloudfront.edge.explain.Explainer;
import io.quarkiverse.cloudfront.edge.explain.Explanation;
import io.quarkiverse.cloudfront.edge.explain.KnownKey;
import io.quarkiverse.cloudfront.edge.verify.PublicKeyPem;

/**
 * Explains a signed URL or signed cookies. The application passes the request and the keys as text, because it has a different
 * class loader.
 */
final class ExplainAction implements Function<Map<String, String>, Object> {

    @Override
    public Object apply(Map<String, String> parameters) {
        try {
            ExplainedRequest request = new ExplainedRequest(text(parameters, "url"), text(parameters, "cookies"),
                    Optional.of(text(parameters, "otherUrl")).filter(url -> !url.isBlank()), instant(text(parameters, "at")),
                    text(parameters, "viewerAddress"));
            Set<String> hosts = Set.of(text(parameters, "hosts").split(" "));
            Explanation explanation = new Explainer(keys(parameters), hosts).explain(request);
            return explanation.needsPublicKey()
                    ? explanation.withRemedy("Configure the signer's public key, as you uploaded it to CloudFront.")
                    : explanation;
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
                    Optional.ofNullable(parameters.get(prefix + "publicKey")).map(PublicKeyPem::read),
                    Boolean.parseBoolean(parameters.get(prefix + "inKeyGroup")),
                    Optional.ofNullable(parameters.get(prefix + "neededUntil")).map(Instant::parse)));
        }
        return keys;
    }
}
