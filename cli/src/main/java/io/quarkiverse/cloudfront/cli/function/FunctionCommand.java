package io.quarkiverse.cloudfront.cli.function;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import io.quarkiverse.cloudfront.cli.output.CommandException;
import io.quarkiverse.cloudfront.cli.output.ExitCodes;
import io.quarkiverse.cloudfront.cli.output.Output;
import io.quarkiverse.cloudfront.edge.function.Pages;
import io.quarkiverse.cloudfront.edge.function.Site;
import io.quarkiverse.cloudfront.edge.function.SitePart;
import io.quarkiverse.cloudfront.edge.function.ViewerRequestFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the script of a function in CloudFront Functions. */
@Command(name = "function", sortOptions = false, //
        description = "Prints viewer-request.js: a function for the event type viewer request, runtime cloudfront-js-2.0. It "
                + "finds the files of a private site's pages, after CloudFront has verified the signature.")
public final class FunctionCommand implements Callable<Integer> {

    @Option(names = "--pages", paramLabel = "spa|directories", required = true, //
            description = "spa: each path without a dot in its last segment is index.html of a single-page application. "
                    + "directories: /docs/guide/ is /docs/guide/index.html, and /docs/guide redirects there.")
    private Pages pages;

    @Option(names = "--path", paramLabel = "PATH", defaultValue = "/", //
            description = "The part of the site, such as /app/. The default is /, the whole site.")
    private String path;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        if (pages == Pages.FILES) {
            throw CommandException.unknown("--pages: files do not need a function. Use spa or directories");
        }
        try {
            String script = new ViewerRequestFunction().pages(new Site(List.of(new SitePart(path, pages)))).script();
            if (output.isJson()) {
                output.json(Map.of("script", script));
            } else {
                output.stream().print(script);
                output.stream().flush();
            }
            return ExitCodes.FINE;
        } catch (IllegalArgumentException e) {
            throw CommandException.unknown("--path: " + e.getMessage());
        }
    }
}
