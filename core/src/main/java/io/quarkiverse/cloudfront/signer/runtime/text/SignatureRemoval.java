package io.quarkiverse.cloudfront.signer.runtime.text;

import java.util.List;

import io.quarkiverse.cloudfront.signer.runtime.url.ReservedParameters;

/**
 * Removes signatures from the URLs in texts. This is always safe, because a URL without a signature does not grant anything.
 */
public final class SignatureRemoval {

    private final List<Origin> origins;
    private final Origin restored;
    private final List<String> names;

    /**
     * @param origins the origin of the signer, followed by its text origins, of which the first is restored
     * @param marks whether the application uses marks
     */
    public SignatureRemoval(List<String> origins, boolean marks) {
        this.origins = origins.stream().map(Origin::of).toList();
        this.restored = this.origins.get(Math.min(1, origins.size() - 1));
        this.names = ReservedParameters.names(marks);
    }

    /**
     * Returns a text as it was before it was signed. It does not matter whether the text is markup.
     */
    public String remove(String text) {
        OriginSearch search = new OriginSearch(text, origins);
        StringBuilder unsigned = new StringBuilder();
        int copied = 0;
        int from = 0;
        int end = 0;
        while (search.find(from)) {
            end = search.path() < end ? end : end(text, search.path());
            StoredUrl url = StoredUrl.read(text, search.path(), end, names);
            boolean own = search.origin() == origins.get(0);
            unsigned.append(text, copied, search.start());
            unsigned.append(own ? restored.with(search.origin(), text, search.start(), search.path())
                    : text.substring(search.start(), search.path()));
            if (url.signed()) {
                unsigned.append(url.rest());
            }
            copied = url.signed() ? url.end() : search.path();
            // the rest of the same word has not been signed either
            from = url.signed() ? copied : end;
        }
        return copied == 0 ? text : unsigned.append(text, copied, text.length()).toString();
    }

    /** The index after which no part of a signature can follow. */
    private static int end(String text, int path) {
        int i = path;
        while (i < text.length() && text.charAt(i) > ' ' && "\"<>`".indexOf(text.charAt(i)) < 0) {
            i++;
        }
        return i;
    }
}
