package io.quarkiverse.cloudfront.signer.runtime.playlist.host;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.playlist.uri.GrantedUris;
import io.quarkiverse.cloudfront.signer.runtime.url.Failure;

/**
 * Keeps signed URIs out of a playlist in which something sends them to other hosts later, such as a steering server: players
 * replace the host, and keep the query with the signature.
 */
public final class LaterHosts {

    private final GrantedUris uris;
    private boolean signed;
    private @Nullable String chooser;

    /**
     * @param uris the URIs of one playlist
     */
    public LaterHosts(GrantedUris uris) {
        this.uris = uris;
    }

    /**
     * Must be called for each URI that is signed.
     *
     * @throws CloudFrontSignerException if it may go to another host
     */
    public void sign() {
        signed = true;
        if (chooser != null) {
            throw refused(chooser);
        }
    }

    /**
     * Must be called for each element or tag with which signatures go to other hosts.
     *
     * @param why such as "the EXT-X-CONTENT-STEERING tag can replace hosts"
     * @throws CloudFrontSignerException if foreign URIs fail, or a URI is signed
     */
    public void choose(String why) {
        chooser = why;
        if (signed || !uris.keepsForeign()) {
            throw refused(why);
        }
    }

    private CloudFrontSignerException refused(String why) {
        return Failure.ofPlaylist(why + "; remove it. With " + uris.property() + "=keep, it can stay in a playlist in which no "
                + "URI is signed");
    }
}
