package io.quarkiverse.cloudfront.edge.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.cloudfront.edge.verify.request.RawTarget;

/**
 * A URL that a user copied from a page or a log, split into the parts that a browser would send.
 *
 * @param scheme {@code http} or {@code https}
 * @param host the host, with its port if there is one
 * @param target the path and query
 */
record PastedUrl(String scheme, String host, String target) {

    // the scheme and host do not contain white space, and a browser does not send the fragment
    private static final Pattern URL = Pattern.compile("(https?)://([^/?#\\s\"<>@]+)([^#]*)(?:#.*)?",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    // removed from pasted URLs, as browsers do
    private static final Pattern LINE_BREAKS = Pattern.compile("[\\r\\n\\t]");
    private static final Pattern AROUND = Pattern.compile("^[\\s\"'<]+|[\\s\"'>,;]+$");

    /** @throws IllegalArgumentException if the text is not a URL. The message describes what to paste */
    static PastedUrl parse(String text) {
        Matcher matcher = URL.matcher(AROUND.matcher(LINE_BREAKS.matcher(text).replaceAll("")).replaceAll(""));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("This is not a URL. Paste a complete URL with https:// and the host, such as "
                    + "https://media.example.com/a.jpg");
        }
        String target = matcher.group(3);
        return new PastedUrl(matcher.group(1).toLowerCase(Locale.ROOT), matcher.group(2),
                target.startsWith("/") ? target : "/" + target);
    }

    /** This URL with another URL's signature, that is, with its CloudFront parameters. */
    PastedUrl signedAs(PastedUrl signed) {
        RawTarget own = RawTarget.parse(target);
        List<String> query = new ArrayList<>(own.parameters());
        RawTarget.parse(signed.target).reserved()
                .forEach((name, values) -> values.forEach(value -> query.add(name + "=" + value)));
        return new PastedUrl(scheme, host, query.isEmpty() ? own.path() : own.path() + "?" + String.join("&", query));
    }

    String hostName() {
        return host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
    }

    boolean isLoopback() {
        return hostName().matches("(?:.*\\.)?localhost|127\\.0\\.0\\.1|\\[::1]");
    }

    String path() {
        return RawTarget.parse(target).path();
    }
}
