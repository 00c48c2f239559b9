package io.quarkiverse.cloudfront.edge.function;

import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The page for requests that the function refuses. CloudFront does not replace it with the gate's page for refusals, so it
 * contains the same script, which leads to the login.
 */
public final class RefusalPage {

    public static final String CONTENT_TYPE = "text/html;charset=utf-8";

    private static final String HTML = "text/html";
    /** A path without characters that end a string in a script or an attribute. */
    private static final Pattern PATH = Pattern.compile("(?:/[A-Za-z0-9._~-]+)+");

    private RefusalPage() {
    }

    /**
     * @param deniedPage the path of the gate's page for refusals; empty without a gate
     * @param accept the {@code Accept} header of the request; may be null
     * @return empty if the request does not come from a browser that opens a page, or if there is no gate
     */
    public static Optional<String> body(Optional<String> deniedPage, @Nullable String accept) {
        return accept != null && accept.contains(HTML) ? deniedPage.map(RefusalPage::of) : Optional.empty();
    }

    /**
     * @throws IllegalArgumentException if the path contains characters that must be encoded
     */
    static String of(String deniedPage) {
        if (!PATH.matcher(deniedPage).matches()) {
            throw new IllegalArgumentException("\"" + deniedPage + "\" is not a path with letters, digits, and . _ ~ -");
        }
        String login = deniedPage.substring(0, deniedPage.lastIndexOf('/')) + "/login";
        return "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><title>Private page</title>"
                + "<h1>This page is private.</h1><p role=\"status\"></p><a href=\"" + login + "\">Log in</a>"
                + "<script src=\"" + deniedPage + ".js\"></script></html>";
    }
}
