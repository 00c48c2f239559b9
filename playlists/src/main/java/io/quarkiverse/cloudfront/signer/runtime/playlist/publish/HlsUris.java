package io.quarkiverse.cloudfront.signer.runtime.playlist.publish;

import java.util.function.Consumer;
import java.util.regex.Pattern;

import io.quarkiverse.cloudfront.signer.runtime.playlist.hls.HlsVariables;
import io.quarkiverse.cloudfront.signer.runtime.playlist.hls.HlsWork;
import io.quarkiverse.cloudfront.signer.runtime.playlist.host.HlsPlace;
import io.quarkiverse.cloudfront.signer.runtime.playlist.publish.PublishedPlaylist.KeptUri;
import io.quarkiverse.cloudfront.signer.runtime.playlist.uri.UriReference;
import io.quarkiverse.cloudfront.signer.runtime.url.Failure;
import io.quarkiverse.cloudfront.signer.runtime.url.ReservedParameters;

/**
 * Adds the parameters of a signature, as variables, to the relative URIs of a playlist.
 */
final class HlsUris {

    private static final Pattern VIEWERS_PARAMETER = Pattern.compile("[?&](" + ReservedParameters.PLAYLIST_KEY_PAIR_ID + "|"
            + ReservedParameters.PLAYLIST_HASH_ALGORITHM + ")(?=[=&]|$)");
    private static final Pattern MARK = Pattern.compile("[?&]" + ReservedParameters.MARK + "(?=[=&]|$)");
    /** Characters that browsers remove or read as a different character. */
    private static final String NOT_IN_URIS = "\"<>\\^`{|}";

    private final SignatureQuery query;
    private final HlsVariables variables;
    private final HlsWork work;
    private final Consumer<KeptUri> kept;
    private int written;

    /**
     * @param kept receives the absolute URIs, which stay as they are
     */
    HlsUris(SignatureQuery query, HlsVariables variables, HlsWork work, Consumer<KeptUri> kept) {
        this.query = query;
        this.variables = variables;
        this.work = work;
        this.kept = kept;
    }

    void declare(String line) {
        variables.declare(line);
    }

    /**
     * The number of references to the signature's variables that all URIs contain so far.
     */
    int written() {
        return written;
    }

    /**
     * @param line the line that contains the URI
     * @return the URI itself if it does not change
     */
    String publish(String uri, HlsPlace known, int line) {
        work.countUri();
        HlsVariables.Text expanded = variables.expand(uri);
        HlsPlace place = known == HlsPlace.UNKNOWN ? HlsPlace.named(expanded.sample()) : known;
        if (expanded.text().isEmpty()) {
            throw Failure.ofPlaylist("the URI is empty");
        } else if (isAbsolute(expanded.knownPart())) {
            if (place == HlsPlace.PLAYLIST) {
                throw Failure.ofPlaylist("the URI is absolute, and the playlist that it leads to could import the variables "
                        + "of this one, and send the viewer's signature anywhere; make it relative, or remove the playlist");
            }
            if (!UriReference.isData(expanded.text())) {
                kept.accept(new KeptUri(line, expanded.text()));
            }
            return uri;
        }
        checkCharacters(expanded.sample());
        if (!expanded.isComplete() && !isRelative(expanded.knownPart())) {
            throw Failure.ofPlaylist("only the player knows the value of {$" + expanded.unknownVariable()
                    + "}, which may lead the URI, and the signature with it, to another host; begin the URI with a directory, "
                    + "or declare the variable with NAME and VALUE");
        }
        checkDeclarations();
        String parameters = place == HlsPlace.MEDIA ? query.media() : query.playlist();
        checkName(expanded, place);
        written += query.variables().count(parameters);
        int fragment = uri.indexOf('#');
        String address = fragment < 0 ? uri : uri.substring(0, fragment);
        String own = withoutParameters(address, parameters);
        String sample = own.length() == uri.length() ? expanded.sample() : variables.expand(own).sample();
        checkOwnQuery(sample, place);
        if (own.length() < address.length()) {
            return uri;
        }
        return own + (sample.indexOf('?') < 0 ? '?' : '&') + parameters + uri.substring(address.length());
    }

    private static boolean isAbsolute(String begin) {
        return begin.startsWith("//") || UriReference.scheme(begin) != null;
    }

    /**
     * Checks the name of a playlist. If only the player knows a part of the path, the name is not known, and the URI is
     * refused.
     */
    private static void checkName(HlsVariables.Text uri, HlsPlace place) {
        String known = uri.knownPart();
        boolean named = uri.isComplete() || known.indexOf('?') >= 0 || known.indexOf('#') >= 0;
        boolean playlist = named && HlsPlace.isPlaylist(known);
        if (!playlist && (place == HlsPlace.PLAYLIST || place == HlsPlace.ASSET)) {
            throw Failure.ofPlaylist("the URI refers to a playlist, but does not end with .m3u8. Such a playlist is not "
                    + "converted, and could send the viewer's signature anywhere; rename it, and convert it, too");
        }
    }

    /**
     * Whether every reference that begins like this is relative to the playlist's host.
     */
    private static boolean isRelative(String begin) {
        return begin.startsWith("/") ? begin.length() > 1
                : begin.indexOf('/') >= 0 || begin.indexOf('?') >= 0 || begin.indexOf('#') >= 0;
    }

    private static void checkCharacters(String uri) {
        for (int i = 0; i < uri.length(); i++) {
            char c = uri.charAt(i);
            if (c <= ' ' || c > '~' || NOT_IN_URIS.indexOf(c) >= 0) {
                throw Failure.ofPlaylist(
                        "the URI has the character U+%04X at index %s; percent-encode it".formatted((int) c, i));
            }
        }
    }

    private void checkDeclarations() {
        for (String name : query.names()) {
            if (!variables.isQueryParameter(name)) {
                throw Failure.ofPlaylist("the playlist declares the variable " + name + " only after this line; move its "
                        + "EXT-X-DEFINE tag to the beginning of the playlist");
            }
        }
    }

    /**
     * The URI without the parameters of an earlier conversion.
     */
    private static String withoutParameters(String address, String parameters) {
        int mark = address.length() - parameters.length() - 1;
        return mark >= 0 && "?&".indexOf(address.charAt(mark)) >= 0 && address.endsWith(parameters)
                ? address.substring(0, mark)
                : address;
    }

    private void checkOwnQuery(String address, HlsPlace place) {
        if (address.indexOf('#') >= 0) {
            throw Failure.ofPlaylist("a variable in the URI has a # in its value; write the fragment in the URI itself");
        } else if (ReservedParameters.areIn(address)) {
            throw Failure.ofPlaylist("the URI has a parameter of a signature (" + ReservedParameters.list()
                    + "), which it gets from the playlist's own URL; remove it");
        } else if (query.names().contains(ReservedParameters.MARK) && MARK.matcher(address).find()) {
            throw Failure.ofPlaylist("the URI has a mark parameter, which it gets from the playlist's own URL; rename it");
        } else if (place != HlsPlace.MEDIA && VIEWERS_PARAMETER.matcher(address).find()) {
            throw Failure.ofPlaylist("the URI has a kid or alg parameter, which it gets from the playlist's own URL; rename "
                    + "it");
        }
    }
}
