package io.quarkiverse.cloudfront.signer.runtime.playlist.publish.dash;

import java.util.regex.Pattern;

import io.quarkiverse.cloudfront.signer.runtime.playlist.uri.UriReference;
import io.quarkiverse.cloudfront.signer.runtime.url.Failure;
import io.quarkiverse.cloudfront.signer.runtime.url.ReservedParameters;

/**
 * Checks the references of a manifest. Players add the query to all of them, so an absolute reference would send the viewer's
 * signature to another host.
 */
final class DashReference {

    private static final Pattern IDENTIFIER = Pattern.compile("\\$[^$]*\\$");
    private static final String REPRESENTATION_ID = "$RepresentationID$";

    private DashReference() {
    }

    /**
     * @param what the place of the reference, such as "the BaseURL"
     */
    static void check(String what, String reference) {
        if (hasUnsafeCharacter(reference)) {
            throw Failure.ofPlaylist(what + " " + quoted(reference) + " has a backslash or a control character, which browsers "
                    + "replace or remove; encode it");
        } else if (UriReference.isAbsolute(withoutSpaces(reference))) {
            throw Failure.ofPlaylist(what + " " + quoted(reference) + " is absolute, and players would send the viewer's "
                    + "signature to its host; make it relative to the manifest");
        } else if (reference.indexOf('#') >= 0) {
            throw Failure.ofPlaylist(what + " " + quoted(reference) + " has a fragment, and players may add the signature "
                    + "after it; remove it");
        } else if (ReservedParameters.areIn(reference)) {
            throw Failure.ofPlaylist(what + " " + quoted(reference) + " has one of CloudFront's parameters ("
                    + ReservedParameters.list() + ") in its query; remove it");
        }
    }

    /**
     * Like {@link #check}, but for a reference with identifiers, such as {@code $Number$}.
     */
    static void checkTemplate(String what, String template) {
        check(what, template);
        // each identifier stands for at least one character, because isUnsafeId refuses empty IDs
        if (UriReference.isAbsolute(IDENTIFIER.matcher(withoutSpaces(template).replace("$$", "_")).replaceAll("x"))) {
            throw Failure.ofPlaylist(what + " " + quoted(template) + " may become an absolute URL, to whose host players would "
                    + "send the viewer's signature; make it relative to the manifest");
        }
    }

    static boolean dependsOnId(String template) {
        return template.contains(REPRESENTATION_ID);
    }

    /**
     * Whether the ID of a {@code Representation} can make a relative template absolute, or add a query or fragment.
     */
    static boolean isUnsafeId(String id) {
        String segment = id.split("/", 2)[0];
        return segment.isEmpty() || segment.indexOf(':') >= 0 || id.indexOf('?') >= 0 || id.indexOf('#') >= 0
                || hasUnsafeCharacter(id);
    }

    /**
     * Removes spaces. XML reads a line break in an attribute as a space, but some players do not, and browsers remove line
     * breaks.
     */
    private static String withoutSpaces(String reference) {
        return reference.replace(" ", "");
    }

    private static boolean hasUnsafeCharacter(String reference) {
        return reference.chars().anyMatch(c -> c < ' ' || c == 0x7F || c == '\\');
    }

    private static String quoted(String reference) {
        return "\"" + Failure.quote(reference) + "\"";
    }
}
