package io.quarkiverse.cloudfront.edge.verify;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalInt;

/** Checks what a policy with a right signature says of URL, time and viewer. */
final class PolicyConditions {

    private final Policy policy;

    PolicyConditions(Policy policy) {
        this.policy = policy;
    }

    /**
     * Checks everything.
     *
     * @throws Refusal if something is not as the policy wants it
     */
    void check(ViewerRequest request, RawTarget target, Instant instant) {
        // a policy's dates are whole seconds, so time passes in whole seconds
        Instant now = instant.truncatedTo(ChronoUnit.SECONDS);
        policy.resource().ifPresent(resource -> checkResource(resource, request, target));
        policy.notBefore().ifPresent(start -> checkStart(start, now));
        if (!now.isBefore(policy.expires())) {
            throw new Refusal(Reason.Kind.EXPIRED, "expired " + Durations.inWords(Duration.between(policy.expires(), now))
                    + " ago (" + policy.expires() + ")");
        }
        policy.sourceIp().ifPresent(range -> checkAddress(range, request.remoteAddress()));
    }

    private static void checkResource(String resource, ViewerRequest request, RawTarget target) {
        String base = request.scheme() + "://" + request.host();
        String url = base + target.stripped();
        int differs = new ResourceMatcher(resource).mismatch(url);
        if (differs != Glob.NONE) {
            throw new Refusal(Reason.Kind.RESOURCE_MISMATCH, "the policy's resource " + Printable.of(resource)
                    + " does not cover the URL: they differ at character " + (differs + 1) + where(url, differs, base, target));
        }
    }

    /** What the URL has at that place; of its query only that it is the query, for that may hold the viewer's secrets. */
    private static String where(String url, int differs, String base, RawTarget target) {
        int query = base.length() + target.path().length();
        if (differs >= url.length()) {
            return ", where the URL ends";
        }
        return differs >= query ? ", in the query string"
                : ", where the URL goes on with \"" + Printable.of(url.substring(differs, query)) + "\"";
    }

    private static void checkStart(Instant start, Instant now) {
        if (!now.isAfter(start)) {
            throw new Refusal(Reason.Kind.NOT_YET_VALID, "not valid until " + start + " has passed, in "
                    + Durations.inWords(Duration.between(now, start).plusSeconds(1)));
        }
    }

    private static void checkAddress(Ipv4Range range, String remoteAddress) {
        OptionalInt address = Ipv4Range.address(remoteAddress);
        if (address.isEmpty()) {
            throw new Refusal(Reason.Kind.ADDRESS_MISMATCH, "the viewer's address " + Printable.of(remoteAddress)
                    + " is no IPv4 address, and the policy is for " + range);
        }
        if (!range.contains(address.getAsInt())) {
            throw new Refusal(Reason.Kind.ADDRESS_MISMATCH,
                    "the viewer's address " + remoteAddress + " is not in " + range);
        }
    }
}
