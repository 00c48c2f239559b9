package io.quarkiverse.cloudfront.edge.verify.policy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.edge.verify.request.Printable;
import io.quarkiverse.cloudfront.edge.verify.request.Reason;
import io.quarkiverse.cloudfront.edge.verify.request.Refusal;

/**
 * Parses the JSON of a custom policy. The parser is strict, because CloudFront might refuse a policy that a lenient parser
 * accepts.
 *
 * @see <a href=
 *      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-custom-policy.html">Create
 *      a signed URL using a custom policy</a>
 */
public final class PolicyParser {

    private static final String STATEMENT = "Statement";
    private static final String RESOURCE = "Resource";
    private static final String CONDITION = "Condition";
    private static final String LESS_THAN = "DateLessThan";
    private static final String GREATER_THAN = "DateGreaterThan";
    private static final String IP_ADDRESS = "IpAddress";
    private static final String EPOCH_TIME = "AWS:EpochTime";
    private static final String SOURCE_IP = "AWS:SourceIp";

    /**
     * Parses a policy.
     *
     * @throws Refusal if the policy is malformed
     */
    public PolicyStatement parse(byte[] policy) {
        Map<?, ?> root = object("the policy", PolicyJson.read(policy), Set.of(STATEMENT));
        if (!(root.get(STATEMENT) instanceof List<?> statements)) {
            throw malformed("the policy has no 'Statement' array");
        }
        if (statements.size() != 1) {
            throw malformed("the policy has " + statements.size() + " statements instead of one");
        }
        Map<?, ?> statement = object("the statement", statements.get(0), Set.of(RESOURCE, CONDITION));
        Map<?, ?> conditions = object("'Condition'", statement.get(CONDITION), Set.of(LESS_THAN, GREATER_THAN, IP_ADDRESS));
        if (!conditions.containsKey(LESS_THAN)) {
            throw malformed("the policy has no 'DateLessThan'");
        }
        return new PolicyStatement(resource(statement), date(conditions, LESS_THAN),
                conditions.containsKey(GREATER_THAN) ? Optional.of(date(conditions, GREATER_THAN)) : Optional.empty(),
                conditions.containsKey(IP_ADDRESS) ? Optional.of(range(conditions)) : Optional.empty());
    }

    /**
     * Converts a date in epoch seconds.
     *
     * @throws Refusal if the date is before 1970, or in another unit
     */
    public static Instant date(String name, long epochSeconds) {
        if (epochSeconds < 0) {
            throw new Refusal(Reason.Kind.DATE_OUT_OF_RANGE, name + " is " + epochSeconds + ", which is before 1970");
        }
        if (epochSeconds > PolicyStatement.MAX_EPOCH_SECONDS) {
            throw new Refusal(Reason.Kind.DATE_OUT_OF_RANGE, name + " is " + epochSeconds
                    + ", which is too large for a number of seconds; is it in milliseconds?");
        }
        return Instant.ofEpochSecond(epochSeconds);
    }

    private static Optional<String> resource(Map<?, ?> statement) {
        if (!statement.containsKey(RESOURCE)) {
            return Optional.empty();
        }
        if (statement.get(RESOURCE) instanceof String resource) {
            return Optional.of(resource);
        }
        throw malformed("'Resource' is not a string");
    }

    private static Instant date(Map<?, ?> conditions, String name) {
        Map<?, ?> condition = object("'" + name + "'", conditions.get(name), Set.of(EPOCH_TIME));
        if (condition.get(EPOCH_TIME) instanceof Long seconds) {
            return date(name, seconds);
        }
        throw malformed("'AWS:EpochTime' of '" + name + "' is not an integer");
    }

    private static Ipv4Range range(Map<?, ?> conditions) {
        Map<?, ?> condition = object("'IpAddress'", conditions.get(IP_ADDRESS), Set.of(SOURCE_IP));
        if (condition.get(SOURCE_IP) instanceof String text) {
            return Ipv4Range.parse(text).orElseThrow(
                    () -> malformed("'AWS:SourceIp' is not an IPv4 address or range: " + Printable.of(text)));
        }
        throw malformed("'AWS:SourceIp' is not a string");
    }

    private static Map<?, ?> object(String what, @Nullable Object value, Set<String> names) {
        if (!(value instanceof Map<?, ?> object)) {
            throw malformed(what + " is not an object");
        }
        for (Object name : object.keySet()) {
            if (!names.contains(name)) {
                throw malformed(what + " has an unknown property: " + Printable.of(name.toString()));
            }
        }
        return object;
    }

    static Refusal malformed(String sentence) {
        return new Refusal(Reason.Kind.POLICY_UNREADABLE, sentence);
    }
}
