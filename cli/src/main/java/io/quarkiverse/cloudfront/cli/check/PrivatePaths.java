package io.quarkiverse.cloudfront.cli.check;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The {@code private-paths.json} file, which the build of an application writes.
 */
record PrivatePaths(List<Signer> signers) {

    private static final int FORMAT = 1;

    /**
     * @param host the host that viewers use, if the build knows it
     * @param tenants whether each tenant has its own domain
     * @param rsaOnly whether only RSA keys can create the signatures
     * @param applicationPaths the path patterns of pages that the application answers, such as those of a login
     * @param unknown the places whose URLs are not known before they are signed
     */
    record Signer(String name, Optional<String> host, boolean tenants, boolean rsaOnly, boolean marks, long functionBytes,
            List<String> applicationPaths, List<ErrorPage> errorPages, List<PrivatePath> paths, List<String> unknown) {
    }

    /** The page that replaces responses that have a certain status. */
    record ErrorPage(long status, String page) {
    }

    /**
     * @param pattern the pattern of the private paths
     * @param behavior the path pattern of the cache behavior that the _Go live_ page would restrict
     * @param places the methods, fields, templates, and properties that sign the path
     * @param perTenant whether the path itself names the tenant or the user
     */
    record PrivatePath(String pattern, String behavior, List<String> places, boolean perTenant, boolean cookies,
            boolean function, List<String> queryStrings, List<String> methods) {

        /** The name of the path in messages. */
        String description() {
            return pattern + " (" + String.join(", ", places) + ")";
        }
    }

    static PrivatePaths read(String file) throws IOException {
        Fields content = Fields.read(file, "a build with quarkus.cloudfront-signer.go-live.enabled=true");
        if (content.number("format") != FORMAT) {
            throw content.mistake("format is not " + FORMAT + ", so this is another file, or was written by another version");
        }
        List<Signer> signers = content.objects("signers").stream().map(PrivatePaths::signer).toList();
        if (signers.isEmpty()) {
            throw content.mistake("signers is empty, so there is nothing to check");
        }
        return new PrivatePaths(signers);
    }

    private static Signer signer(Fields signer) {
        return new Signer(signer.requiredText("signer"), signer.text("url").map(PrivatePaths::host), signer.flag("tenants"),
                signer.flag("rsaOnly"), signer.flag("marks"), signer.number("functionBytes"),
                signer.texts("applicationPaths"),
                signer.objects("errorPages").stream()
                        .map(page -> new ErrorPage(page.number("status"), page.requiredText("page"))).toList(),
                signer.objects("paths").stream().map(PrivatePaths::path).toList(), signer.texts("unknown"));
    }

    private static PrivatePath path(Fields path) {
        Predicate<String> perTenant = resource -> resource.contains("{claim.") || resource.contains("{principal}");
        return new PrivatePath(path.requiredText("pattern"), path.requiredText("behavior").replaceFirst("^[*]", "/*"),
                path.texts("places"),
                path.texts("resources").stream().map(PrivatePaths::path).allMatch(perTenant), path.flag("cookies"),
                path.flag("function"), path.texts("queryStrings"), path.texts("methods"));
    }

    private static String host(String url) {
        String rest = url.replaceFirst("^https?://", "");
        return rest.replaceFirst("[:/].*", "");
    }

    /** The path without the host, because a placeholder in the host does not separate the files of tenants. */
    private static String path(String resource) {
        return resource.replaceFirst("^https?://[^/]*", "");
    }
}
