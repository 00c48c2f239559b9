package io.quarkiverse.cloudfront.signer.runtime.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.runtime.url.Failure;
import io.quarkiverse.cloudfront.signer.runtime.url.ReservedParameters;

/**
 * Signs the URLs in texts with one signature. All other characters of a text stay as they are.
 */
public final class TextSigner {

    /**
     * The maximum number of URLs in a text. Each signed URL makes the text longer by up to 8 KB, but usually by less than 1 KB.
     */
    public static final int MOST_URLS = 10_000;

    private static final Logger LOG = Logger.getLogger(TextSigner.class);
    private static final int LONGEST_LOGGED = 100;
    private static final Pattern URL_END = Pattern.compile("[\\s\"'<>()&]");
    private static final String AND = "&";
    private static final String AND_IN_MARKUP = "&amp;";

    private final String base;
    private final List<Origin> origins;
    private final List<String> names;
    private final String parameters;
    private final Predicate<String> covered;
    private final Predicate<String> signable;

    /**
     * @param origins the origin of the signer, followed by its text origins
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
     * @param markup whether the text is HTML or XML, in which an ampersand is written as an entity
     * @throws CloudFrontSignerException {@code TEXT_NOT_SIGNABLE} if the policy covers more than {@value #MOST_URLS} URLs in
     *         the text
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
                skip(text, search, "it is inside another URL or markup, or programs would disagree about where it ends");
                continue;
            }
            StoredUrl url = StoredUrl.read(text, from, end, names);
            String target = target(text, url, end, markup);
            if (target == null) {
                skip(text, search, "programs would disagree about which characters belong to it");
                continue;
            } else if (!covered.test(target)) {
                skip(text, search, "the resource of the policy does not cover it");
                continue;
            } else if (++urls > MOST_URLS) {
                throw new CloudFrontSignerException(Reason.TEXT_NOT_SIGNABLE, "The text has more than " + MOST_URLS
                        + " URLs that the policy covers. Sign parts of the text, each with fewer URLs");
            }
            if (!signable.test(target)) {
                skip(text, search, "it cannot be signed, even on its own");
            } else {
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

    private static void skip(String text, OriginSearch search, String why) {
        if (LOG.isDebugEnabled()) {
            String rest = text.substring(search.start(), Math.min(search.path() + LONGEST_LOGGED, text.length()));
            LOG.debugf("%s in a text is not signed, because %s", Failure.quote(URL_END.split(rest, 2)[0]), why);
        }
    }

    /**
     * @return the URL to sign; null if it is unclear which URL a browser would read
     */
    private @Nullable String target(String text, StoredUrl url, int end, boolean markup) {
        boolean whole = url.end() == end || text.charAt(url.end()) == '#';
        String read = markup ? url.decoded() : url.rest();
        return whole && read != null ? base + read : null;
    }
}
