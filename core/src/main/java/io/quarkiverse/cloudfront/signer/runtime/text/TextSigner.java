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
     * @param origins that of the signer, and then those that stand for it
     * @param marks whether the application uses marks
     * @param parameters those of the signature
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
        String appended = markup ? parameters.replace(AND, AND_IN_MARKUP) : parameters;
        TextPlaces places = new TextPlaces(text, markup);
        List<SignedUrl> found = new ArrayList<>();
        int urls = 0;
        int from = 0;
        while (search.find(from)) {
            from = search.path();
            int end = places.end(search.start(), from);
            StoredUrl url = end < 0 ? null : covered(text, from, end, markup);
            if (url == null) {
                continue;
            } else if (++urls > MOST_URLS) {
                throw new CloudFrontSignerException(Reason.TEXT_NOT_SIGNABLE, "The text has more than " + MOST_URLS
                        + " URLs that the policy covers. Sign parts of the text, each with fewer URLs");
            }
            if (signable.test(base + decoded(url, markup))) {
                found.add(new SignedUrl(search.start(), url));
                from = end;
                places.pass(end);
            }
        }
        return found.isEmpty() ? text : signed(text, found, and, appended);
    }

    /**
     * @param start where it begins in the text
     */
    private record SignedUrl(int start, StoredUrl url) {
    }

    /** Allocates the text once, because it can be large. */
    private String signed(String text, List<SignedUrl> found, String and, String appended) {
        int length = text.length();
        for (SignedUrl each : found) {
            length += base.length() + each.url.rest().length() + and.length() + appended.length()
                    - (each.url.end() - each.start);
        }
        StringBuilder signed = new StringBuilder(length);
        int copied = 0;
        for (SignedUrl each : found) {
            signed.append(text, copied, each.start).append(base).append(each.url.rest())
                    .append(each.url.rest().indexOf('?') < 0 ? "?" : and).append(appended);
            copied = each.url.end();
        }
        return signed.append(text, copied, text.length()).toString();
    }

    /**
     * @return null if the policy does not cover the URL, or it is unclear what a browser would read
     */
    private @Nullable StoredUrl covered(String text, int path, int end, boolean markup) {
        StoredUrl url = StoredUrl.read(text, path, end, names);
        boolean whole = url.end() == end || text.charAt(url.end()) == '#';
        String read = whole ? decoded(url, markup) : null;
        return read != null && covered.test(base + read) ? url : null;
    }

    private static @Nullable String decoded(StoredUrl url, boolean markup) {
        return markup ? url.decoded() : url.rest();
    }
}
