package io.quarkiverse.cloudfront.edge.function;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.cloudfront.edge.verify.CloudFrontBase64;
import io.quarkiverse.cloudfront.edge.verify.policy.PolicyParser;
import io.quarkiverse.cloudfront.edge.verify.policy.PolicyStatement;
import io.quarkiverse.cloudfront.edge.verify.request.RawTarget;
import io.quarkiverse.cloudfront.edge.verify.request.Refusal;
import io.quarkiverse.cloudfront.edge.verify.request.ViewerRequest.Cookie;

/**
 * Answers links that open a directory, like the {@code directories.js} script of CloudFront's function. Once the signature has
 * been verified, the function turns the signature into cookies for exactly this directory. If the browser already has signed
 * cookies for the path, it keeps these and does not get new ones.
 *
 * @param marks whether the function also checks marks, so that the mark becomes a cookie, too
 */
public record DirectoryLinks(boolean marks) {

    /** The query parameter of a link. */
    private static final String PARAMETER = "open-directory";
    private static final String COOKIE = "CloudFront-";
    private static final Set<String> CUSTOM = Set.of(RawTarget.POLICY, RawTarget.SIGNATURE, RawTarget.KEY_PAIR_ID);
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_~-]+");
    /** The maximum length of a cookie's name and value in browsers. */
    private static final int LONGEST_COOKIE = 4096;
    /** The resource of one directory. Cookie paths do not support wildcards, and a semicolon would end them. */
    private static final Pattern DIRECTORY = Pattern.compile("[a-z*]+://[^/]+(/(?:[!-~&&[^*?;]]*/)?)\\*");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /**
     * The answer to a link.
     *
     * @param location the path and query to which the viewer is redirected
     * @param cookies the values of the {@code Set-Cookie} headers; empty if the browser already has signed cookies for the path
     */
    public record Opening(String location, List<String> cookies) {
    }

    /**
     * The answer to a request; empty if the request is not for a link.
     *
     * @param method the HTTP method
     * @param target the path and query as the viewer sent them
     * @param cookies the cookies of the request
     */
    public Optional<Opening> open(String method, String target, List<Cookie> cookies) {
        RawTarget whole = RawTarget.parse(target);
        boolean leavesSite = target.startsWith("//") || target.startsWith("/\\");
        if (!method.equals("GET") || leavesSite || whole.parameters().stream().noneMatch(DirectoryLinks::opens)) {
            return Optional.empty();
        }
        return attributes(whole).map(attributes -> new Opening(location(whole),
                cookies.stream().anyMatch(cookie -> cookie.name().startsWith(COOKIE)) ? List.of()
                        : cookies(whole, attributes)));
    }

    /**
     * Describes how the function answers the URL of a link, in a sentence; empty if the URL is not a link.
     *
     * @param target the path and query of the URL
     * @param resource the resource of the URL's custom policy
     */
    public static Optional<String> described(String target, String resource) {
        Matcher directory = DIRECTORY.matcher(resource);
        return RawTarget.parse(target).parameters().stream().filter(DirectoryLinks::opens).findFirst()
                .map(link -> directory.matches()
                        ? "The URL is a link that opens a directory: a function of the distribution sets cookies for "
                                + directory.group(1) + ", unless the browser has other signed cookies for this path."
                        : "The URL has the " + PARAMETER
                                + " parameter, but its policy does not cover exactly one directory, so "
                                + "no cookies are set. Sign a resource that ends in /* and has no other wildcard.");
    }

    private static boolean opens(String pair) {
        return RawTarget.nameOf(pair).equals(PARAMETER);
    }

    private boolean isMark(String pair) {
        return marks && MarkCheck.isMark(pair);
    }

    private String location(RawTarget whole) {
        List<String> own = whole.parameters().stream().filter(pair -> !opens(pair) && !isMark(pair)).toList();
        return own.isEmpty() ? whole.path() : whole.path() + "?" + String.join("&", own);
    }

    private List<String> cookies(RawTarget whole, String attributes) {
        List<String> cookies = new ArrayList<>();
        whole.reserved().forEach((name, values) -> cookies
                .add(COOKIE + name + "=" + RawTarget.decoded(values.get(0)) + "; " + attributes));
        whole.parameters().stream().filter(this::isMark)
                .forEach(pair -> cookies.add(MarkCheck.COOKIE + "=" + RawTarget.valueOf(pair) + "; " + attributes));
        return cookies;
    }

    /** The attributes of the cookies; empty if browsers would also send them for files that the policy does not cover. */
    private static Optional<String> attributes(RawTarget whole) {
        Map<String, List<String>> values = whole.reserved();
        boolean encoded = whole.parameters().stream().map(pair -> RawTarget.decoded(RawTarget.nameOf(pair)))
                .anyMatch(RawTarget::isReserved);
        boolean custom = values.keySet().containsAll(CUSTOM) && !values.containsKey(RawTarget.EXPIRES);
        if (encoded || !custom || !values.entrySet().stream().allMatch(each -> isCookie(each.getKey(), each.getValue()))) {
            return Optional.empty();
        }
        return CloudFrontBase64.decode(RawTarget.decoded(values.getOrDefault(RawTarget.POLICY, List.of("")).get(0)))
                .flatMap(DirectoryLinks::attributes);
    }

    private static Optional<String> attributes(byte[] policy) {
        try {
            PolicyStatement statement = new PolicyParser().parse(policy);
            Matcher directory = DIRECTORY.matcher(statement.resource().orElse(""));
            return directory.matches()
                    ? Optional.of("Path=" + directory.group(1) + "; Expires=" + DATE.format(statement.expires())
                            + "; Secure; HttpOnly; SameSite=Lax")
                    : Optional.empty();
        } catch (Refusal e) {
            return Optional.empty();
        }
    }

    private static boolean isCookie(String name, List<String> values) {
        String value = RawTarget.decoded(values.get(0));
        return values.size() == 1 && VALUE.matcher(value).matches()
                && COOKIE.length() + name.length() + value.length() <= LONGEST_COOKIE;
    }
}
