package io.quarkiverse.cloudfront.signer.runtime.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.runtime.url.ReservedParameters;

/**
 * Signs the URLs in texts with one signature. All other characters of a text stay as they are.
 */
public final class TextSigner {

    /** Each signed URL makes a text longer by up to 8 KB, and usually by less than 1 KB. */
    public static final int MOST_URLS = 10_000;

    private static final String AND = "&";
    private static final String AND_IN_MARKUP = "&amp;";

    private final String base;
    private final List<Origin> origins;
    private final List<String> names;
    private final String parameters;
    private final Predicate<String> covered;
    private final Predicate<String> signable;

    /**
     * @param origins the origin of the signer, and then those that stand for it
     * @param marks whether the application uses marks
     * @param parameters the query parameters of the signature
     * @param covered whether the policy covers a URL
     * @param signable whether a covered URL may be signed
     */
    public TextSigner(List<String> origins, boolean marks, String parameters, Predicate<String> covered,
            Predicate<String> signable) {
        this.base = origins.get(0);
        this.origins = origins.stream().map(Origin::of).toList();
        this.names = ReservedParameters.names(marks);
        this.parameters = parameters;
        this.covered = covered;
        this.signable = signable;
    }

    /**
     * @param markup whether it is HTML or XML, in which an ampersand is an entity
     * @throws CloudFrontSignerException {@code TEXT_NOT_SIGNABLE} if the policy covers more than {@value #MOST_URLS} of its
     *         URLs
     */
    public String sign(String text, boolean markup) {
        OriginSearch search = new OriginSearch(text, origins);
        if (!search.find(0)) {
            return text;
        }
        String and = markup ? AND_IN_MARKUP : AND;
        String appended = parameters.replace(AND, and);
        TextPlaces places = new TextPlaces(text, markup);
        // joining copies each part once, because a text can be large
        List<String> parts = new ArrayList<>();
        int copied = 0;
        int urls = 0;
        int from = 0;
        while (search.find(from)) {
            from = search.path();
            int end = places.end(search.start(), from);
            if (end < 0) {
                continue;
            }
            StoredUrl url = StoredUrl.read(text, from, end, names);
            String target = target(text, url, end, markup);
            if (target == null || !covered.test(target)) {
                continue;
            } else if (++urls > MOST_URLS) {
                throw new CloudFrontSignerException(Reason.TEXT_NOT_SIGNABLE, "The text has more than " + MOST_URLS
                        + " URLs that the policy covers. Sign parts of the text, each with fewer URLs");
            }
            if (signable.test(target)) {
                parts.addAll(List.of(text.substring(copied, search.start()), base, url.rest(),
                        url.rest().indexOf('?') < 0 ? "?" : and, appended));
                copied = url.end();
                from = end;
                places.pass(end);
            }
        }
        parts.add(text.substring(copied));
        return String.join("", parts);
    }

    /**
     * @return null if it is unclear what a browser would read
     */
    private @Nullable String target(String text, StoredUrl url, int end, boolean markup) {
        boolean whole = url.end() == end || text.charAt(url.end()) == '#';
        String read = markup ? url.decoded() : url.rest();
        return whole && read != null ? base + read : null;
    }
}
