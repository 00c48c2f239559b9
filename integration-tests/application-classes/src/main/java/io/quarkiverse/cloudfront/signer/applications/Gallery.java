package io.quarkiverse.cloudfront.signer.applications;

/**
 * The picture that every application grants access to.
 */
public final class Gallery {

    /** Does not occur in any text except the picture's URL. */
    public static final String MARK = "lake-7f3a";

    public static final String PICTURE = "/albums/alps/" + MARK + ".jpg";
    public static final String ALBUM = "/albums/alps/*";

    private Gallery() {
    }
}
