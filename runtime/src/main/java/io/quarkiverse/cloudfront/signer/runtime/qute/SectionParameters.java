package io.quarkiverse.cloudfront.signer.runtime.qute;

import java.math.BigInteger;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.runtime.policy.PolicyTemplate;
import io.quarkiverse.cloudfront.signer.runtime.user.User;
import io.quarkus.qute.Expression;
import io.quarkus.runtime.configuration.DurationConverter;

/**
 * The parameters of a <code>{#cloudfront}</code> section. The resource is the developer's text. Data can only fill
 * placeholders, so each value becomes exactly one path segment.
 *
 * @param resource the template of the resource, with a placeholder for each of the section's other parameters
 * @param placeholders the names of these parameters
 */
public record SectionParameters(PolicyTemplate resource, Set<String> placeholders) {

    public static final String RESOURCE = "resource";
    public static final String SIGNER = "signer";
    public static final String EXPIRES_IN = "expiresIn";

    /**
     * The values of a section's parameters when it is rendered.
     *
     * @param placeholders the values of the placeholders
     * @param expiresIn null if the section does not set it
     */
    record Values(String signer, Map<String, String> placeholders, @Nullable Duration expiresIn) {
    }

    /**
     * @throws IllegalArgumentException if the parameters are invalid; the message gives the reason, in words that follow the
     *         section's place
     */
    public static SectionParameters read(Map<String, Expression> parameters) {
        PolicyTemplate resource = resource(parameters.get(RESOURCE));
        Set<String> placeholders = new TreeSet<>(parameters.keySet());
        placeholders.removeAll(Set.of(RESOURCE, SIGNER, EXPIRES_IN));
        for (String name : resource.placeholders()) {
            if (!User.isPlaceholder(name) && !placeholders.contains(name)) {
                throw new IllegalArgumentException("has a resource with {%s}, but no %s parameter; its parameters are %s"
                        .formatted(name, name, placeholders));
            }
        }
        for (String name : placeholders) {
            if (!resource.placeholders().contains(name)) {
                throw new IllegalArgumentException("has the %s parameter, but no {%s} in its resource %s"
                        .formatted(name, name, resource));
            }
        }
        checkLiterals(parameters);
        return new SectionParameters(resource, placeholders);
    }

    private static PolicyTemplate resource(@Nullable Expression resource) {
        if (resource == null || !(literal(resource) instanceof String text)) {
            throw new IllegalArgumentException(
                    "needs a resource in quotes, such as '/albums/{album}/*' with an album parameter, because a resource from "
                            + "data could widen the grant");
        }
        try {
            return PolicyTemplate.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("has the resource \"" + text + "\": " + e.getMessage(), e);
        }
    }

    private static void checkLiterals(Map<String, Expression> parameters) {
        Expression signer = parameters.get(SIGNER);
        if (signer != null && signer.isLiteral() && !(literal(signer) instanceof String name && !name.isEmpty())) {
            throw new IllegalArgumentException("has a signer that is not a name in quotes");
        }
        Expression expiresIn = parameters.get(EXPIRES_IN);
        if (expiresIn != null && expiresIn.isLiteral()) {
            try {
                if (duration(literal(expiresIn)).compareTo(Duration.ofSeconds(1)) < 0) {
                    throw new IllegalArgumentException("has an expiresIn below one second");
                }
            } catch (CloudFrontSignerException e) {
                throw new IllegalArgumentException("has an expiresIn that " + e.getMessage(), e);
            }
        }
    }

    private static @Nullable Object literal(Expression expression) {
        return expression.isLiteral() ? expression.getLiteral() : null;
    }

    /**
     * @param values the values of the parameters
     * @throws CloudFrontSignerException if the values are invalid
     */
    Values evaluate(Map<String, Object> values) {
        String signer = values.containsKey(SIGNER) ? signerName(values.get(SIGNER)) : SignerName.DEFAULT;
        Map<String, String> texts = new HashMap<>();
        for (String name : placeholders) {
            texts.put(name, segment(name, values.get(name)));
        }
        resource.check(texts);
        return new Values(signer, texts, values.containsKey(EXPIRES_IN) ? lifetime(values.get(EXPIRES_IN)) : null);
    }

    static String signerName(Object value) {
        if (value instanceof String name && !name.isEmpty()) {
            return name;
        }
        throw new CloudFrontSignerException(Reason.NOT_CONFIGURED, "signer is not a name: it must be text that is not empty");
    }

    private static Duration lifetime(Object value) {
        try {
            return duration(value);
        } catch (CloudFrontSignerException e) {
            throw new CloudFrontSignerException(e.reason(), "expiresIn " + e.getMessage(), e.getCause());
        }
    }

    private static Duration duration(@Nullable Object value) {
        if (value instanceof Duration duration) {
            return duration;
        } else if (value instanceof String text) {
            try {
                return DurationConverter.parseDuration(text);
            } catch (IllegalArgumentException | DateTimeParseException e) {
                throw new CloudFrontSignerException(Reason.INVALID_POLICY,
                        "is not a duration. Use a value such as '15m' or 'PT1H'", e);
            }
        }
        throw new CloudFrontSignerException(Reason.INVALID_POLICY,
                "is neither a duration in quotes, such as '15m', nor a java.time.Duration");
    }

    private static @Nullable String segment(String name, @Nullable Object value) {
        if (value == null || value instanceof String || value instanceof Integer || value instanceof Long
                || value instanceof Short || value instanceof BigInteger || value instanceof UUID) {
            return value == null ? null : value.toString();
        }
        throw new CloudFrontSignerException(Reason.INVALID_PLACEHOLDER_VALUE,
                "{" + name + "} is a " + value.getClass().getName()
                        + "; only text, whole numbers and UUIDs can become a path segment");
    }
}
