package io.quarkiverse.cloudfront.signer.runtime.playlist;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.playlist.uri.GrantedUris;
import io.quarkiverse.cloudfront.signer.runtime.playlist.uri.UriReference;
import io.quarkiverse.cloudfront.signer.runtime.url.Failure;

/**
 * A reference of the manifest, and whether it was signed.
 */
final class DashReference {

    /**
     * The template, if each representation has its own URLs. Otherwise, the reference itself, or one of the URLs that its
     * template results in.
     */
    private final String text;
    private final boolean varies;
    private final boolean signed;
    private @Nullable DashBases checked;

    /**
     * @param template whether the text contains identifiers such as {@code $Number$}
     */
    DashReference(String text, boolean template, boolean signed) {
        this.varies = template && DashTemplate.dependsOnRepresentation(text);
        this.text = template && !varies ? DashTemplate.fill(text, "", "") : text;
        this.signed = signed;
    }

    /**
     * Whether this reference resolves to the same place below any base, and is the same for all representations.
     */
    boolean isBelow() {
        return !varies && UriReference.isBelow(text);
    }

    /**
     * Whether this reference resolves to a different place for each representation, even if their bases are the same.
     */
    boolean varies() {
        return varies;
    }

    int length() {
        return text.length();
    }

    /**
     * Checks this reference, unless a representation inside the level has already checked it.
     */
    void checkUnlessDone(DashLevel level, GrantedUris uris) {
        if (checked == null) {
            checkAgain(level, uris);
        }
    }

    /**
     * Like {@link #check}, but does nothing if the bases are the same as before and the reference does not vary.
     */
    void checkAgain(DashLevel representation, GrantedUris uris) {
        if (checked != null) {
            checked.countCheck(text);
        }
        if (checked == representation.bases() && !varies) {
            return;
        }
        checked = representation.bases();
        check(representation, uris);
    }

    /**
     * Checks the URLs that this reference resolves to within a representation.
     *
     * @throws CloudFrontSignerException if the result differs from the decision that was made when the reference was written
     */
    void check(DashLevel representation, GrantedUris uris) {
        if (isForeign(text, varies, representation, uris) == signed) {
            throw differs();
        }
    }

    static CloudFrontSignerException differs() {
        return Failure.ofPlaylist("a reference leads out of the grant for some representations and not for others; give each "
                + "representation its own reference");
    }

    static boolean isForeign(String text, boolean template, DashLevel level, GrantedUris uris) {
        String reference = template ? DashTemplate.fill(text, level.id(), level.bandwidth()) : text;
        return level.bases().isForeign(reference, uris);
    }
}
