package io.quarkiverse.cloudfront.signer.runtime.playlist;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.playlist.hls.HlsAttributes;
import io.quarkiverse.cloudfront.signer.runtime.playlist.hls.HlsSyntax;
import io.quarkiverse.cloudfront.signer.runtime.playlist.hls.HlsVariables;
import io.quarkiverse.cloudfront.signer.runtime.playlist.hls.HlsWork;
import io.quarkiverse.cloudfront.signer.runtime.playlist.host.HlsHosts;
import io.quarkiverse.cloudfront.signer.runtime.playlist.host.HlsPlace;
import io.quarkiverse.cloudfront.signer.runtime.playlist.host.HlsUriLines;
import io.quarkiverse.cloudfront.signer.runtime.playlist.host.LaterHosts;
import io.quarkiverse.cloudfront.signer.runtime.playlist.uri.GrantedUris;
import io.quarkiverse.cloudfront.signer.runtime.playlist.uri.UriReference;
import io.quarkiverse.cloudfront.signer.runtime.url.Failure;

/**
 * Rewrites the lines of one HLS playlist in order.
 */
final class HlsLines {

    private static final String KEY = "#EXT-X-KEY:";
    private static final String SESSION_KEY = "#EXT-X-SESSION-KEY:";

    private final GrantedUris uris;
    private final HlsOutput output;
    private final LaterHosts hosts;
    private final HlsWork work = new HlsWork();
    private final HlsVariables variables = new HlsVariables(work);
    private final HlsUriLines uriLines = new HlsUriLines();
    /** The number of characters of the playlist before the current text. */
    private long before;
    private int number = 1;
    private boolean begun;
    private char terminator;
    private String text = "";
    /** The index in the text of the first character that has not been added to the output yet. */
    private int rest;

    HlsLines(GrantedUris uris, HlsOutput output) {
        this.uris = uris;
        this.output = output;
        this.hosts = new LaterHosts(uris);
    }

    /**
     * @param lines lines with their terminators. Only the last line of the playlist may lack one
     */
    void rewrite(String lines) throws IOException {
        text = lines;
        rest = 0;
        int from = 0;
        int lineFeed = lines.indexOf('\n');
        int carriageReturn = lines.indexOf('\r');
        while (lineFeed >= 0 || carriageReturn >= 0) {
            boolean first = lineFeed >= 0 && (carriageReturn < 0 || lineFeed < carriageReturn);
            int end = first ? lineFeed : carriageReturn;
            // \r\n counts as two terminators, with an empty line between them
            rewrite(from, end);
            endLine(lines.charAt(end));
            from = end + 1;
            lineFeed = first ? lines.indexOf('\n', from) : lineFeed;
            carriageReturn = first ? carriageReturn : lines.indexOf('\r', from);
        }
        if (from < lines.length()) {
            rewrite(from, lines.length());
        }
        output.add(lines, rest, lines.length());
        before += lines.length();
    }

    /**
     * Must be called after the last line.
     */
    void end() {
        if (!begun) {
            HlsSyntax.checkHeader("");
        }
    }

    private void endLine(char c) {
        if (c != '\n' || terminator != '\r') {
            number++;
        }
        terminator = c;
    }

    private void rewrite(int from, int to) throws IOException {
        HlsWork.checkLine(to - from);
        if (!begun) {
            begun = true;
            HlsSyntax.checkHeader(text.substring(from, to));
            return;
        }
        work.readTo(before + to);
        try {
            HlsSyntax.checkTerminator(terminator == '\r', to - from);
            if (uris.isPlain(text, from, to) && !uriLines.isPlaylist()) {
                work.countUri();
                hosts.sign();
                output.add(text, rest, from);
                output.add(uris.base());
                output.add(text, from, to);
                output.add(uris.parameters(""));
                rest = to;
            } else if (!isPlainTag(from, to)) {
                rewriteOther(text.substring(from, to), from);
            }
        } catch (CloudFrontSignerException e) {
            throw HlsSyntax.inLine(number, e);
        }
    }

    /**
     * Whether a line is a comment or a segment's tag, and does not contain anything that players could read as another tag.
     */
    private boolean isPlainTag(int from, int to) {
        if (!HlsSyntax.isComment(text, from)) {
            return false;
        }
        for (int i = from + 1; i < to; i++) {
            if (text.charAt(i) == '#' || text.charAt(i) == '=') {
                return false;
            }
        }
        return true;
    }

    private void rewriteOther(String line, int from) throws IOException {
        if (HlsHosts.chooseLater(line)) {
            hosts.choose(
                    HlsHosts.STEERING + " can replace the hosts of signed URIs later, and players would send the signature to "
                            + "these hosts");
            return;
        } else if (HlsSyntax.isBlank(line)) {
            return;
        }
        uriLines.tag(line);
        if (HlsSyntax.isUri(line)) {
            replace(from, line, sign(line, false, uriLines.isPlaylist() ? HlsPlace.PLAYLIST : HlsPlace.MEDIA));
        } else if (HlsSyntax.isComment(line, 0)) {
            return;
        } else if (line.startsWith(HlsSyntax.PREFETCH)) {
            String uri = line.substring(HlsSyntax.PREFETCH.length());
            replace(from + HlsSyntax.PREFETCH.length(), uri, sign(uri, false, HlsPlace.MEDIA));
        } else if (line.startsWith(HlsSyntax.DEFINE)) {
            variables.declare(line);
        } else if (HlsAttributes.mayHaveUri(line)) {
            boolean key = line.startsWith(KEY) || line.startsWith(SESSION_KEY);
            String rewritten = new HlsAttributes(line).rewrite(HlsHosts::isUri, (name, uri) -> HlsPlace.isInterstitial(name)
                    ? interstitial(uri)
                    : sign(uri, key, HlsPlace.of(line, name)));
            if (!rewritten.equals(line)) {
                HlsHosts.checkInnerTag(line);
            }
            replace(from, line, rewritten);
        }
    }

    private void replace(int from, String old, @Nullable String replacement) throws IOException {
        if (replacement != null) {
            output.add(text, rest, from);
            output.add(replacement);
            rest = from + old.length();
        }
    }

    private @Nullable String sign(String uri, boolean key, HlsPlace known) {
        work.countUri();
        String signed;
        if (HlsVariables.areIn(uri)) {
            HlsVariables.Text expanded = variables.expand(uri);
            signed = expanded.isComplete() ? signKnown(expanded.text(), key) : signOpen(expanded, key);
        } else {
            signed = signKnown(uri, key);
        }
        if (signed != null) {
            hosts.sign();
            HlsPlace place = known == HlsPlace.UNKNOWN ? HlsPlace.named(signed) : known;
            if (place == HlsPlace.PLAYLIST) {
                throw Failure.ofPlaylist("the URI refers to a playlist within the grant. CloudFront serves this playlist "
                        + "without signing the URIs in it, and the playlist could send the signature in its own URL anywhere; "
                        + "serve it from the application, or use signed cookies or static signed playlists");
            }
        }
        return signed;
    }

    /**
     * Checks the URI of an interstitial, which is not media of this grant and stays as it is.
     */
    private @Nullable String interstitial(String uri) {
        String known = variables.expand(uri).knownPart();
        if (UriReference.isAbsolute(known) && !isNoLocation(known, false)) {
            uris.isForeign(resolve(known));
        }
        return null;
    }

    private @Nullable String signKnown(String uri, boolean key) {
        if (uri.isEmpty()) {
            throw Failure.ofPlaylist("the URI is empty");
        }
        return isNoLocation(uri, key) ? null : uris.sign(uri);
    }

    /**
     * Signs a URI whose path is known, although a part of its query is not. The signature is valid for any value of that part,
     * and no value can lead the player to another place.
     */
    private @Nullable String signOpen(HlsVariables.Text uri, boolean key) {
        String known = uri.knownPart();
        if (isNoLocation(known, key) || UriReference.hasHost(known) && uris.isOfForeignHost(resolve(known))) {
            return null;
        } else if (known.indexOf('?') < 0) {
            throw Failure.ofPlaylist("only the player knows the value of {$" + uri.unknownVariable() + "}, which may lead the "
                    + "URI out of the grant; only use the variable after the ? of a URI, or declare it with NAME and VALUE");
        } else if (uris.sign(uri.sample()) == null) {
            return null;
        } else if (!uris.coversAllFrom(resolve(known))) {
            throw Failure.ofPlaylist("only the player knows the value of {$" + uri.unknownVariable() + "}, and the grant does "
                    + "not cover the URI with every value; end the resource with the wildcard *, or declare the "
                    + "variable with NAME and VALUE");
        }
        return uris.append(resolve(uri.text()));
    }

    private String resolve(String reference) {
        return UriReference.resolve(uris.base(), reference);
    }

    /**
     * Whether players do not request a URI. The URI of a key may be a name for the player's DRM system, such as
     * {@code skd://...}.
     */
    private static boolean isNoLocation(String uri, boolean key) {
        String scheme = UriReference.scheme(uri);
        return scheme != null && (scheme.equalsIgnoreCase("data") || key && !UriReference.isHttp(scheme));
    }
}
