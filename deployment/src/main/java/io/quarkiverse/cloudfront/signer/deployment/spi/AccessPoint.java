package io.quarkiverse.cloudfront.signer.deployment.spi;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.quarkiverse.cloudfront.edge.function.Pages;
import io.quarkiverse.cloudfront.edge.function.Site;
import io.quarkiverse.cloudfront.edge.function.SitePart;

/**
 * A page of the application that gives signed cookies to users, without a method that has {@code @SignedResource}.
 *
 * @param place the name of the page's first property, for messages and Dev UI
 * @param page the path of the page, with the application's root
 * @param paths CloudFront's path pattern for this page and all pages that belong to it, which the application answers
 * @param forbiddenPage the path of the page that replaces 403 (Forbidden) responses
 * @param signer the signer's name
 * @param resource the policy's resource template
 * @param expiresIn how long the cookies are valid; empty for the signer's default
 * @param users who gets the cookies, for Dev UI
 * @param directory the path with which the resource begins, up to its first wildcard or placeholder
 * @param pages how the paths in this directory lead to files: {@code files}, {@code directories}, {@code html}, or {@code spa}
 * @param notFound the path of the file that replaces 404 (Not Found) responses
 */
public record AccessPoint(String place, String page, String paths, String forbiddenPage, String signer, String resource,
        String expiresIn, String users, String directory, String pages, Optional<String> notFound) {

    /**
     * The part of the site that this page protects, and its page for status 404.
     */
    public Site site() {
        Pages kind = Pages.valueOf(pages.toUpperCase(Locale.ROOT));
        // a path that is not a directory is reported by the extension that creates the access point
        return new Site(kind == Pages.FILES || !directory.endsWith("/") ? List.of()
                : List.of(new SitePart(directory, kind)), notFound);
    }
}
