package io.quarkiverse.cloudfront.signer.runtime.playlist;

import java.util.List;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;

/**
 * A reference of the manifest, and what became of it.
 */
final class DashReference {

    private final String text;
    private final boolean template;
    private final boolean signed;
    private List<String> checked;

    /**
     * @param template whether it has identifiers such as {@code $Number$}
     */
    DashReference(String text, boolean template, boolean signed) {
        this.text = text;
        this.template = template;
        this.signed = signed;
    }

    /**
     * Checks a reference inside of whose level there is no representation.
     */
    void checkUnlessDone(DashLevel level, GrantedUris uris) {
        if (checked == null) {
            check(level, uris);
        }
    }

    /**
     * Checks what it leads to from within a representation.
     *
     * @throws CloudFrontSignerException if that is not what was decided when the reference was written
     */
    void check(DashLevel representation, GrantedUris uris) {
        boolean varies = template && DashTemplate.dependsOnRepresentation(text);
        if (checked == representation.bases() && !varies) {
            return;
        }
        checked = representation.bases();
        if (isForeign(text, template, representation, uris) == signed) {
            throw new CloudFrontSignerException(
                    "a reference leads out of the grant for some representations and not for others; "
                            + "give each representation its own");
        }
    }

    /**
     * Whether a reference leads out of the grant, from whichever base.
     *
     * @throws CloudFrontSignerException if it does from one and does not from another: the grant's parameters would go to
     *         another host, or be missing
     */
    static boolean isForeign(String text, boolean template, DashLevel level, GrantedUris uris) {
        String reference = template ? DashTemplate.fill(text, level.id(), level.bandwidth()) : text;
        return isForeign(reference, level.bases(), uris);
    }

    static boolean isForeign(String reference, List<String> bases, GrantedUris uris) {
        boolean foreign = uris.isForeign(UriReference.resolve(bases.get(0), reference));
        for (int i = 1; i < bases.size(); i++) {
            if (uris.isForeign(UriReference.resolve(bases.get(i), reference)) != foreign) {
                throw new CloudFrontSignerException("a reference leads out of the grant from one BaseURL and not from another; "
                        + "make it absolute");
            }
        }
        return foreign;
    }
}
