package io.quarkiverse.cloudfront.signer.runtime.playlist.hls;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.url.Failure;
import io.quarkiverse.cloudfront.signer.runtime.url.UrlCharacters;

/**
 * The attribute list of a tag. Players accept more than RFC 8216 allows, each in its own way. If any player may find a URI in a
 * line, the line is refused unless it follows the grammar.
 */
public final class HlsAttributes {

    /**
     * Anything that a player may read as a URI attribute. The end of a base64 text may look similar, but is not followed by a
     * quote, and is preceded by another base64 character.
     */
    private static final Pattern ANY_URI = Pattern.compile(
            "(?<![a-z0-9+/])(?:URI|X-ASSET-LIST)[^=,\"a-z0-9-]*=|(?:URI|X-ASSET-LIST)[^=,\"a-z0-9-]*=[^\",a-z0-9]*\"",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern TAG = Pattern.compile("#EXT[A-Za-z0-9_.-]*:.*", Pattern.DOTALL);

    private final String line;
    private int at;

    public HlsAttributes(String line) {
        this.line = line;
    }

    /**
     * Whether a player may find an attribute in the line whose name ends with {@code URI} or is {@code X-ASSET-LIST}.
     */
    public static boolean mayHaveUri(String line) {
        return line.indexOf('=') >= 0 && ANY_URI.matcher(line).find();
    }

    /**
     * @param names accepts the names of the attributes to rewrite, in upper case. Their values must be in quotes
     * @param rewriter receives the name and value, and returns null if the value does not change
     * @return the line itself if it does not change
     */
    public String rewrite(Predicate<String> names, BiFunction<String, String, @Nullable String> rewriter) {
        if (!TAG.matcher(line).matches()) {
            throw malformed("the tag has no colon after its name");
        }
        StringBuilder rewritten = null;
        int copied = 0;
        Set<String> found = new HashSet<>(2);
        at = line.indexOf(':') + 1;
        while (at < line.length()) {
            skipSpaces();
            if (at < line.length() && !isAt(',')) {
                String name = name(names);
                if (name != null && !found.add(name)) {
                    throw malformed("the tag has the " + name + " attribute twice");
                }
                if (isAt('"')) {
                    int open = at;
                    int close = closingQuote(open);
                    String value = name == null ? null : rewriter.apply(name, line.substring(open + 1, close));
                    if (value != null) {
                        rewritten = rewritten == null ? new StringBuilder(line.length() + value.length()) : rewritten;
                        rewritten.append(line, copied, open + 1).append(value);
                        copied = close;
                    }
                    at = close + 1;
                } else if (name != null) {
                    throw Failure.ofPlaylist("the value of the " + name + " attribute is not in quotes");
                } else {
                    skipUnquoted();
                }
                skipSpaces();
                if (at < line.length() && !isAt(',')) {
                    throw malformed("the tag has something other than a comma after the value of an attribute");
                }
            }
            at++;
        }
        return rewritten == null ? line : rewritten.append(line, copied, line.length()).toString();
    }

    /**
     * Moves from an attribute's name to its value.
     *
     * @return null if the name is not accepted
     */
    private @Nullable String name(Predicate<String> names) {
        int from = at;
        // RFC 8216 does not allow lower-case letters, but some playlists use them
        while (at < line.length() && UrlCharacters.NAME.contains(line.charAt(at))) {
            at++;
        }
        String name = line.substring(from, at);
        skipSpaces();
        if (name.isEmpty() || !isAt('=')) {
            throw malformed("the tag has something other than attributes of the form NAME=value");
        }
        at++;
        skipSpaces();
        if (name.equals(name.toUpperCase(Locale.ROOT)) && names.test(name)) {
            return name;
        } else if (names.test(name.toUpperCase(Locale.ROOT))) {
            throw malformed("the tag has the " + name.toUpperCase(Locale.ROOT) + " attribute, but not in upper case");
        }
        return null;
    }

    private int closingQuote(int open) {
        int close = line.indexOf('"', open + 1);
        if (close < 0) {
            throw Failure.ofPlaylist("a quote is never closed");
        } else if (line.charAt(close - 1) == '\\') {
            throw malformed("the tag has a backslash in front of a quote, which ends the value for some players only");
        }
        return close;
    }

    private void skipUnquoted() {
        while (at < line.length() && !isAt(',') && !isAt(' ') && !isAt('\t')) {
            if (isAt('"')) {
                throw malformed("the tag has a quote within a value");
            }
            at++;
        }
    }

    private void skipSpaces() {
        while (isAt(' ') || isAt('\t')) {
            at++;
        }
    }

    private boolean isAt(char c) {
        return at < line.length() && line.charAt(at) == c;
    }

    private static CloudFrontSignerException malformed(String how) {
        return Failure.ofPlaylist(how + ", and players may disagree about its values; write its attributes as "
                + "NAME=value, with commas between them");
    }
}
