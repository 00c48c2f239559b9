package io.quarkiverse.cloudfront.signer.deployment.golive;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.edge.function.Site;
import io.quarkiverse.cloudfront.edge.function.ViewerRequestFunction;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.deployment.marks.MarksSetup;
import io.quarkiverse.cloudfront.signer.deployment.spi.AccessPoint;

/**
 * The AWS resources that one signer needs.
 *
 * @param application the application's name
 * @param signer the signer's name
 * @param url the URL of the distribution as viewers see it, if it is known yet
 * @param resources the templates of the signed resources, which are empty if they are not known
 * @param unknown the places whose URLs are not known before they are signed
 * @param cookies whether viewers get cookies
 * @param ipv6 whether viewers may have IPv6 addresses, which policies do not support
 * @param rsaOnly whether the signer creates signatures that only RSA keys support
 * @param downloads whether the query passes the names of downloads to S3
 * @param corsOrigins the other origins whose scripts may read responses of the application
 * @param gate the requirements of the signer's gates, if it has any
 * @param marks the settings for marks; empty if the application does not use marks
 * @param directories whether links open a directory
 */
record PrivateContent(String application, String signer, @Nullable String url, List<String> resources, List<String> unknown,
        boolean cookies, boolean ipv6, boolean rsaOnly, boolean downloads, List<String> corsOrigins, @Nullable GateSetup gate,
        Optional<MarksSetup> marks, boolean directories) {

    private static final String SCHEME = "https://";
    private static final String EXAMPLE = SCHEME + "d111111abcdef8.cloudfront.net";
    private static final Pattern URL = Pattern.compile(SCHEME + "[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+");

    /** A URL whose host contains the name of a tenant, which is the value of a claim or the user's name. */
    private static final Pattern TENANTS = Pattern.compile(SCHEME + "\\{[^{}\\\\\\s]+}((?:\\.[A-Za-z0-9-]+){2,})/?");

    private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)*(?::[0-9]+)?");

    /** Limits the name, because bucket names have at most 63 characters, including the suffix that AWS adds. */
    private static final int MAX_NAME = 32;

    /**
     * A name that is valid for every AWS resource.
     */
    String name() {
        String full = signer.equals(SignerName.DEFAULT) ? application : application + "-" + signer;
        String plain = full.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String cut = plain.length() > MAX_NAME ? plain.substring(0, MAX_NAME).replaceAll("-$", "") : plain;
        return cut.isEmpty() ? "private-content" : cut;
    }

    /**
     * The URL that viewers see, or an example.
     */
    String urlOrExample() {
        String known = knownUrl();
        return known == null ? EXAMPLE : known;
    }

    /**
     * The alternate domain name that the distribution needs, or null.
     */
    @Nullable
    String alias() {
        String known = knownUrl();
        return known == null || known.endsWith(".cloudfront.net") || tenants() != null ? null
                : known.substring(SCHEME.length());
    }

    /**
     * Whether the URL that viewers see is known at build time.
     */
    boolean hasKnownUrl() {
        return knownUrl() != null;
    }

    private @Nullable String knownUrl() {
        return url != null && (URL.matcher(url).matches() || tenants() != null) ? url : null;
    }

    /**
     * The domain below which each tenant has its own domain, or null.
     */
    @Nullable
    String tenants() {
        Matcher matcher = TENANTS.matcher(url == null ? "" : url);
        return matcher.matches() ? matcher.group(1).substring(1) : null;
    }

    /**
     * The function for viewer requests. It has placeholders for the keys of marks, which {@code Go live} does not know, and for
     * whether marks are required.
     */
    ViewerRequestFunction function() {
        ViewerRequestFunction function = new ViewerRequestFunction();
        if (gate != null) {
            function.deniedPage(gate.deniedPage());
        }
        if (marks.isPresent()) {
            function.marksLater("${MarksRequired}", "${Keys}");
        }
        if (directories) {
            function.directories();
        }
        return gate == null ? function : function.pages(gate.site());
    }

    /**
     * Whether the function has something to do for a path pattern.
     */
    boolean hasFunction(String pattern) {
        return function().isNeeded() && (marks.isPresent() || directories || isSite(pattern));
    }

    /**
     * The origins that CloudFront can allow. It does not support regular expressions, and browsers do not accept {@code *} for
     * requests with cookies.
     */
    List<String> allowedOrigins() {
        return corsOrigins.stream().filter(origin -> ORIGIN.matcher(origin).matches() || origin.equals("*") && !cookies)
                .toList();
    }

    /**
     * The path patterns of the private content. If there are none, only the pattern of the default cache behavior.
     */
    List<String> patterns() {
        List<String> patterns = PathPatterns.of(resources);
        return patterns.isEmpty() ? List.of(PathPatterns.EVERYTHING) : patterns;
    }

    /**
     * Whether a path pattern contains files of a gate.
     */
    boolean isSite(String pattern) {
        return gate != null && gate.hasFilesIn(pattern);
    }

    /**
     * Whether the whole distribution is private.
     */
    boolean everything() {
        return patterns().contains(PathPatterns.EVERYTHING);
    }

    /**
     * The requirements of one signer's gates on the distribution, in addition to restricted cache behaviors.
     *
     * @param pattern the path pattern of the cache behavior whose origin is the application, which is the same for all gates
     * @param deniedPage the page that replaces 403 (Forbidden) responses
     * @param resources the templates of the resources that the gates protect
     * @param site how the paths of the protected files lead to the files
     */
    record GateSetup(String pattern, String deniedPage, List<String> resources, Site site) {

        /**
         * @return null if the signer does not have a gate
         */
        static @Nullable GateSetup of(String signer, List<AccessPoint> points) {
            List<AccessPoint> own = points.stream().filter(point -> point.signer().equals(signer)).toList();
            return own.isEmpty() ? null
                    : new GateSetup(own.get(0).paths(), own.get(0).forbiddenPage(),
                            own.stream().map(AccessPoint::resource).toList(),
                            Site.join(own.stream().map(AccessPoint::site).toList()));
        }

        /**
         * Whether a path pattern contains files of a gate.
         */
        boolean hasFilesIn(String pattern) {
            return PathPatterns.of(resources).stream().anyMatch(files -> PathPatterns.covers(pattern, files));
        }
    }
}
