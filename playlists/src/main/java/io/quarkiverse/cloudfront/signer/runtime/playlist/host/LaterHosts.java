package io.quarkiverse.cloudfront.signer.runtime.playlist.host;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.playlist.uri.GrantedUris;
import io.quarkiverse.cloudfront.signer.runtime.url.Failure;

/**
 * Refuses signed URIs in a playlist that contains something that sends them to other hosts later, such as a steering server.
 * Players replace the host, but keep the query with the signature.
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
     * @throws CloudFrontSignerException if the URI may be sent to another host
     */
    public void sign() {
        signed = true;
        if (chooser != null) {
            throw refused(chooser);
        }
    }

    /**
     * Must be called for each element or tag that can send signatures to other hosts.
     *
     * @param why the reason, such as "the EXT-X-CONTENT-STEERING tag can replace hosts"
     * @throws CloudFrontSignerException if foreign URIs are not allowed, or if a URI has been signed
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
