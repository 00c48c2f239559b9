package io.quarkiverse.cloudfront.edge.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import io.quarkiverse.cloudfront.edge.verify.request.ViewerRequest;

/** Cookies that a user copied from a request's {@code Cookie} header, or from a response's {@code Set-Cookie} headers. */
record PastedCookies(List<ViewerRequest.Cookie> all, List<ViewerRequest.Cookie> sent, List<SetCookie.Obstacle> obstacles) {

    private static final String CLOUDFRONT = "CloudFront-";
    private static final Pattern COOKIE = Pattern.compile("(?i)cookie:");
    private static final Pattern SET_COOKIE = Pattern.compile("(?i)set-cookie:");
    private static final Pattern ATTRIBUTES = Pattern
            .compile("(?i).*;\\s*(?:path=|domain=|samesite=|max-age=|secure\\b|httponly\\b).*");

    /** Reads the cookies, and determines which of them a browser sends with a request for the URL. */
    static PastedCookies parse(String text, PastedUrl url) {
        PastedCookies cookies = new PastedCookies(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (String line : text.strip().split("\\R")) {
            String header = line.strip();
            if (SET_COOKIE.matcher(header).lookingAt() || ATTRIBUTES.matcher(header).matches()) {
                SetCookie.parse(SET_COOKIE.matcher(header).replaceFirst("")).ifPresent(cookie -> cookies.add(cookie, url));
            } else {
                List<ViewerRequest.Cookie> parsed = ViewerRequest.Cookie.parse(COOKIE.matcher(header).replaceFirst(""));
                cookies.all.addAll(parsed);
                cookies.sent.addAll(parsed);
            }
        }
        return cookies;
    }

    private void add(SetCookie cookie, PastedUrl url) {
        all.add(cookie.cookie());
        Optional<SetCookie.Obstacle> obstacle = cookie.obstacle(url);
        if (obstacle.isEmpty()) {
            sent.add(cookie.cookie());
        } else if (cookie.cookie().name().startsWith(CLOUDFRONT)) {
            obstacles.add(obstacle.get());
        }
    }

    /** Why a browser does not send one of CloudFront's cookies; empty if it sends all of them. */
    Optional<SetCookie.Obstacle> obstacle() {
        return obstacles.stream().findFirst();
    }
}
