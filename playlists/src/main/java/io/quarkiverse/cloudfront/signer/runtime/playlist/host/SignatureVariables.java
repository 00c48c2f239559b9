package io.quarkiverse.cloudfront.signer.runtime.playlist.host;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.url.Failure;
import io.quarkiverse.cloudfront.signer.runtime.url.ReservedParameters;

/**
 * The variables of a static HLS playlist whose values are a viewer's signature. They are allowed only where the conversion
 * writes them. In any other place, a playlist could send the signature anywhere.
 */
public final class SignatureVariables {

    private static final Pattern ANY = Pattern.compile("\\{\\$[A-Za-z0-9_-]+\\}");
    /** An encoded brace, which some players decode before they look for variables. */
    private static final Pattern OPEN = Pattern.compile("%7B", Pattern.CASE_INSENSITIVE);
    private static final Pattern CLOSE = Pattern.compile("%7D", Pattern.CASE_INSENSITIVE);
    /**
     * Characters that are not allowed in a value, because some players replace variables more than once, or replace {@code $'}
     * and similar patterns with a part of the URI.
     */
    private static final Pattern IN_VALUE = Pattern.compile("[{$]");
    private static final String DEFINE = "#EXT-X-DEFINE";

    private static final SignatureVariables UNMARKED = new SignatureVariables(List.of());
    private static final SignatureVariables MARKED = new SignatureVariables(List.of(ReservedParameters.MARK));

    private final List<String> names;
    private final Pattern ofSignature;

    private SignatureVariables(List<String> further) {
        this.names = Stream.of(ReservedParameters.names(), ReservedParameters.OF_PLAYLISTS, further).flatMap(List::stream)
                .toList();
        this.ofSignature = Pattern.compile(
                names.stream().map(Pattern::quote).collect(Collectors.joining("|", "\\{\\$(?:", ")\\}")));
    }

    /**
     * @param marks whether to include the mark, which must not reach another host either
     */
    public static SignatureVariables of(boolean marks) {
        return marks ? MARKED : UNMARKED;
    }

    /**
     * Counts the references to these variables in a text.
     */
    public int count(String text) {
        return count(ofSignature, text);
    }

    private static int count(Pattern variables, String text) {
        return (int) variables.matcher(text).results().count();
    }

    /**
     * @param line a line of the converted playlist
     * @param own how many references to these variables the conversion has written in this line
     * @throws CloudFrontSignerException if the line has more references, or may have more after a player has replaced variables
     */
    public void check(String line, int own) {
        if (line.indexOf('{') < 0 && line.indexOf('%') < 0 && !line.startsWith(DEFINE)) {
            return;
        }
        String decoded = CLOSE.matcher(OPEN.matcher(line).replaceAll("{")).replaceAll("}");
        if (count(decoded) > own) {
            throw Failure.ofPlaylist(
                    "the line has a variable of the viewer's signature (" + String.join(", ", names) + ") in a place where the "
                            + "conversion does not write one, and it would send the signature elsewhere; remove the variable");
        } else if (decoded.contains("{{$") || count(ANY, decoded) > count(ANY, line)
                || line.startsWith(DEFINE) && IN_VALUE.matcher(ANY.matcher(decoded).replaceAll("")).find()) {
            throw Failure.ofPlaylist("a { or $ next to a variable, in the value of one, or percent-encoded could become part "
                    + "of another variable; remove it");
        }
    }
}
