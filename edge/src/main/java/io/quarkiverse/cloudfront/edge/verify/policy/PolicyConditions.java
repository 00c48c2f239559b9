package io.quarkiverse.cloudfront.edge.verify.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

import io.quarkiverse.cloudfront.edge.verify.request.Printable;
import io.quarkiverse.cloudfront.edge.verify.request.RawTarget;
import io.quarkiverse.cloudfront.edge.verify.request.Reason;
import io.quarkiverse.cloudfront.edge.verify.request.Refusal;
import io.quarkiverse.cloudfront.edge.verify.request.ViewerRequest;

/**
 * Checks the conditions of a policy on the URL, the time, and the viewer. Each check throws a {@link Refusal} if the condition
 * is not met.
 */
public record PolicyConditions(PolicyStatement policy, ViewerRequest request, RawTarget target, Instant now) {

    private static final String SCHEME_END = "://";

    /** Truncates the time to whole seconds, because a policy's dates are whole seconds. */
    public PolicyConditions {
        now = now.truncatedTo(ChronoUnit.SECONDS);
    }

    public void checkResource() {
        if (policy.resource().isEmpty()) {
            return;
        }
        String resource = policy.resource().get();
        String base = request.scheme() + SCHEME_END + request.host();
        String url = base + target.stripped();
        int differs = new ResourceMatcher(resource).mismatch(url);
        if (differs == Glob.NONE) {
            return;
        }
        Optional<String> host = host(resource);
        if (differs >= request.scheme().length() + SCHEME_END.length() && differs <= base.length() && host.isPresent()) {
            throw new Refusal(Reason.Kind.otherHost(host.get(), request.host()), "the policy's resource "
                    + Printable.of(resource) + " is for the host " + Printable.of(host.get()) + ", but the request is for "
                    + Printable.of(request.host()));
        }
        String otherScheme = request.scheme().equals("https") ? "http" : "https";
        if (resource.startsWith(otherScheme + SCHEME_END)) {
            throw new Refusal(Reason.Kind.SCHEME_DIFFERS, "the policy's resource " + Printable.of(resource) + " is for "
                    + otherScheme + ", but the request uses " + request.scheme());
        }
        if (!resource.contains(SCHEME_END) && !resource.startsWith("*") && !resource.startsWith("?")) {
            throw new Refusal(Reason.Kind.RESOURCE_MISMATCH, "the policy's resource " + Printable.of(resource)
                    + " is not a URL: it must begin with a scheme and a host");
        }
        if (new ResourceMatcher(resource.toLowerCase(Locale.ROOT)).mismatch(url.toLowerCase(Locale.ROOT)) == Glob.NONE) {
            throw new Refusal(Reason.Kind.CASE_DIFFERS, "the policy's resource " + Printable.of(resource)
                    + " covers the requested path " + Printable.of(target.path()) + " only if upper and lower case are "
                    + "ignored");
        }
        throw new Refusal(Reason.Kind.RESOURCE_MISMATCH, "the policy's resource " + Printable.of(resource)
                + " does not cover the URL: they differ at character " + (differs + 1) + where(url, differs, base, target));
    }

    /** The host in a resource; empty if the resource does not have a specific host. */
    private static Optional<String> host(String resource) {
        int host = resource.indexOf(SCHEME_END) + SCHEME_END.length();
        int path = resource.indexOf('/', host);
        return host < SCHEME_END.length() || path < 0 ? Optional.empty() : Optional.of(resource.substring(host, path));
    }

    /** The text of the URL at this position. The query is not shown, because it may contain secrets of the viewer. */
    private static String where(String url, int differs, String base, RawTarget target) {
        int query = base.length() + target.path().length();
        if (differs >= url.length()) {
            return ", where the URL ends";
        }
        return differs >= query ? ", in the query string"
                : ", where the URL continues with \"" + Printable.of(url.substring(differs, query)) + "\"";
    }

    public void checkStart() {
        Instant start = policy.notBefore().orElseThrow();
        if (!now.isAfter(start)) {
            throw new Refusal(Reason.Kind.NOT_YET_VALID, "not valid yet: access begins after " + start + ", in "
                    + Durations.inWords(Duration.between(now, start).plusSeconds(1)));
        }
    }

    public void checkExpiry() {
        if (!now.isBefore(policy.expires())) {
            throw new Refusal(Reason.Kind.EXPIRED, "expired " + Durations.inWords(Duration.between(policy.expires(), now))
                    + " ago (" + policy.expires() + ")");
        }
    }

    public void checkAddress() {
        Ipv4Range range = policy.sourceIp().orElseThrow();
        OptionalInt address = Ipv4Range.address(request.remoteAddress());
        if (address.isEmpty()) {
            throw new Refusal(Reason.Kind.ADDRESS_NOT_IPV4, "the viewer's address " + Printable.of(request.remoteAddress())
                    + " is not an IPv4 address, but the policy is for " + range);
        }
        if (!range.contains(address.getAsInt())) {
            throw new Refusal(Reason.Kind.ADDRESS_MISMATCH,
                    "the viewer's address " + request.remoteAddress() + " is not in " + range);
        }
    }
}
