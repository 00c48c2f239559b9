package io.quarkiverse.cloudfront.edge.function;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The parts of a site. Decides what the distribution does with a request for one of its pages, like the {@code pages.js} script
 * of CloudFront's function. Runs after the signature of the viewer's own URL has been verified, and before the cache is used.
 *
 * @param parts the parts, of which the one with the longest prefix applies. A path outside of all parts is the path of a file
 * @param notFound the path of the file that replaces every 404 (Not Found) response. The status does not change
 */
public record Site(List<SitePart> parts, Optional<String> notFound) {

    /** A site in which each path is the path of a file. */
    public static final Site OF_FILES = new Site(List.of());

    private static final String INDEX = "index.html";

    /** A path with a file extension that contains a letter. */
    private static final Pattern FILE = Pattern.compile("\\.[0-9]*[A-Za-z][A-Za-z0-9]*\\z");

    public Site {
        parts = parts.stream().filter(part -> part.pages() != Pages.FILES)
                .sorted(Comparator.comparingInt((SitePart part) -> -part.prefix().length()).thenComparing(SitePart::prefix))
                .toList();
    }

    public Site(List<SitePart> parts) {
        this(parts, Optional.empty());
    }

    /** Combines the parts of several sites into the site of one distribution, which has a single page for status 404. */
    public static Site join(List<Site> sites) {
        return new Site(sites.stream().flatMap(site -> site.parts().stream()).toList(),
                sites.stream().flatMap(site -> site.notFound().stream()).findFirst());
    }

    /**
     * The answer to a request for a page.
     *
     * @param target the path and query, either of the file or of the redirect
     */
    public record Page(String target, boolean redirects) {
    }

    /**
     * @param target the path and query as the viewer sent them
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
        // browsers read two slashes, or a slash and a backslash, as the beginning of another host
        boolean leavesSite = path.startsWith("//") || path.startsWith("/\\");
        return leavesSite ? new Page(path + query, false) : new Page(path + "/" + query, true);
    }
}
