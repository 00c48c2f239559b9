package io.quarkiverse.cloudfront.cli.explain;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.cli.output.CommandException;
import io.quarkiverse.cloudfront.cli.output.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Explains why CloudFront refuses a request, and how to fix it. */
@Command(name = "explain", sortOptions = false, //
        description = "Explains why CloudFront refuses a signed URL or signed cookies: the reason, how to fix it, and each check. "
                + "Signatures are never printed. Without a public key, everything but the signature is checked.")
public final class ExplainCommand implements Callable<Integer> {

    @Parameters(paramLabel = "URL", arity = "0..1", description = "The signed URL, or the URL that is requested with the cookies. "
            + "Use - to read it from standard input.")
    private @Nullable String url;

    @Option(names = "--har", paramLabel = "FILE", //
            description = "Instead of a URL: explain a browser's session, which its developer tools export as a HAR file.")
    private @Nullable Path har;

    @Mixin
    private RequestOptions request;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        KeyedExplainer explainer = request.explainer();
        if (har != null) {
            HarReport report = HarReport.of(HarEntry.read(har), entry -> explainer.report(request.explained(entry)));
            output.result(report.text(), report.json());
            return report.exitCode();
        }
        if (url == null) {
            throw CommandException.unknown("Pass a URL, or a browser's session with --har FILE");
        }
        ExplanationReport report = explainer.report(request.explained(url));
        output.result(report.text(), report.json());
        return report.exitCode();
    }
}
