package io.quarkiverse.cloudfront.signer.runtime.url;

import java.util.HexFormat;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;

/**
 * Creates the exception for a URL or a playlist that cannot be signed. Its message is logged. The message therefore does not
 * show the query, the fragment, or user info, which may contain secrets. It also does not contain characters that could forge a
 * log line.
 */
public final class Failure {

    private static final int LONGEST_QUOTE = 200;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Failure() {
    }

    public static CloudFrontSignerException of(String url, String why) {
        return of(Reason.URL_NOT_SIGNABLE, url, why);
    }

    public static CloudFrontSignerException of(Reason reason, String url, String why) {
        return new CloudFrontSignerException(reason, "Cannot sign \"" + quote(url) + "\": " + why);
    }

    public static CloudFrontSignerException ofPlaylist(String why) {
        return new CloudFrontSignerException(Reason.PLAYLIST_NOT_SIGNABLE, why);
    }

    /**
     * Returns a copy of an exception whose message begins with the place of the failure.
     */
    public static CloudFrontSignerException in(String place, CloudFrontSignerException refusal) {
        return new CloudFrontSignerException(refusal.reason(), place + ": " + refusal.getMessage(), refusal.getCause());
    }

    public static String quote(String url) {
        String plain = url.split("[?#]", 2)[0];
        String shown = withoutUserInfo(plain);
        StringBuilder quote = new StringBuilder();
        shown.chars().limit(LONGEST_QUOTE).forEach(
                c -> quote.append(c < ' ' || c > '~' ? "\\u" + HEX.toHexDigits((char) c) : Character.toString(c)));
        return quote.append(shown.length() > LONGEST_QUOTE ? "..." : "")
                .append(plain.length() < url.length() ? url.charAt(plain.length()) + "..." : "").toString();
    }

    private static String withoutUserInfo(String url) {
        int authority = url.indexOf("//") + 2;
        int path = authority < 2 ? -1 : url.indexOf('/', authority);
        int at = authority < 2 ? -1 : url.lastIndexOf('@', path < 0 ? url.length() : path);
        return at < authority ? url : url.substring(0, authority) + "..." + url.substring(at);
    }
}
