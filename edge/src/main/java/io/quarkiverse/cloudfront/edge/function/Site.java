package io.quarkiverse.cloudfront.edge.function;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The parts of a site, and what the distribution does with a request for one of its pages: the same as the script
 * {@code pages.js} of CloudFront's function. It does so after the signature of the viewer's own URL has been verified, and
 * before the cache.
 *
 * @param parts the part with the longest prefix applies; a path that does not belong to any of them is a file
 * @param notFound the path of the file that replaces every response with status 404; the status stays
 */
public record Site(List<SitePart> parts, Optional<String> notFound) {

    /** A site whose paths are files. */
    public static final Site OF_FILES = new Site(List.of());

    private static final String INDEX = "index.html";

    /** The ending of a file's name has a letter. */
    private static final Pattern FILE = Pattern.compile("\\.[0-9]*[A-Za-z][A-Za-z0-9]*\\z");

    public Site {
        parts = parts.stream().filter(part -> part.pages() != Pages.FILES)
                .sorted(Comparator.comparingInt((SitePart part) -> -part.prefix().length()).thenComparing(SitePart::prefix))
                .toList();
    }

    public Site(List<SitePart> parts) {
        this(parts, Optional.empty());
    }

    /** Combines the parts of several sites of one distribution, which has a single page for status 404. */
    public static Site join(List<Site> sites) {
        return new Site(sites.stream().flatMap(site -> site.parts().stream()).toList(),
                sites.stream().flatMap(site -> site.notFound().stream()).findFirst());
    }

    /**
     * The answer to a request.
     *
     * @param target path and query: of the file, or where the viewer is redirected to
     */
    public record Page(String target, boolean redirects) {
    }

    /**
     * @param target path and query, as the viewer sent them
     */
    public Page page(String target) {
        String path = target.split("\\?", 2)[0];
        String query = target.substring(path.length());
        if (!FILE.matcher(path).find()) {
            for (SitePart part : parts) {
                if (path.startsWith(part.prefix())) {
                    return page(part, path, query);
                }
            }
        }
        return new Page(target, false);
    }

    private static Page page(SitePart part, String path, String query) {
        if (part.pages() == Pages.SPA) {
            return new Page(part.prefix() + INDEX + query, false);
        } else if (path.endsWith("/")) {
            return new Page(path + INDEX + query, false);
        } else if (part.pages() == Pages.HTML) {
            return new Page(path + ".html" + query, false);
        }
        // browsers take two slashes, or a slash and a backslash, as the beginning of another host
        boolean leavesSite = path.startsWith("//") || path.startsWith("/\\");
        return leavesSite ? new Page(path + query, false) : new Page(path + "/" + query, true);
    }
}
