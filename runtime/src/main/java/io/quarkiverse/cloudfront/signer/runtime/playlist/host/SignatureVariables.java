package io.quarkiverse.cloudfront.signer.runtime.playlist.host;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.url.PlaylistParameters;
import io.quarkiverse.cloudfront.signer.runtime.url.ReservedParameters;

/**
 * The variables of a static HLS playlist whose values are a viewer's signature. They stand only where the conversion writes
 * them: in any other place, a playlist could send the signature anywhere.
 */
public final class SignatureVariables {

    private static final Pattern ANY = Pattern.compile("\\{\\$[A-Za-z0-9_-]+\\}");
    private static final Pattern OF_SIGNATURE = Pattern.compile(
            Stream.concat(ReservedParameters.names().stream(), PlaylistParameters.NAMES.stream()).map(Pattern::quote)
                    .collect(Collectors.joining("|", "\\{\\$(?:", ")\\}")));
    private static final String DEFINE = "#EXT-X-DEFINE";

    private SignatureVariables() {
    }

    /**
     * How often a text refers to one of them.
     */
    public static int count(String text) {
        int count = 0;
        for (Matcher matcher = OF_SIGNATURE.matcher(text); matcher.find();) {
            count++;
        }
        return count;
    }

    /**
     * @param line of the converted playlist
     * @param own how many of the references in it the conversion has written
     * @throws CloudFrontSignerException if there are more, or if there may be more after a player has replaced variables
     */
    public static void check(String line, int own) {
        if (line.indexOf('{') < 0) {
            return;
        } else if (count(line) > own) {
            throw HlsHosts.refused("the line has a variable of the viewer's signature (" + names()
                    + ") where the conversion does not write it, and would send the signature elsewhere; remove the variable");
        } else if (line.contains("{{$")
                || line.startsWith(DEFINE) && ANY.matcher(line).replaceAll("").indexOf('{') >= 0) {
            throw HlsHosts.refused("a { next to a variable, or in the value of one, could become part of another variable; "
                    + "remove it");
        }
    }

    private static String names() {
        return Stream.concat(ReservedParameters.names().stream(), PlaylistParameters.NAMES.stream())
                .collect(Collectors.joining(", "));
    }
}
