package io.quarkiverse.cloudfront.cli.explain;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

import io.quarkiverse.cloudfront.cli.output.Json;
import io.quarkiverse.cloudfront.cli.output.Output;
import io.quarkiverse.cloudfront.edge.verify.request.ErrorCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Reports in one line and an exit code whether CloudFront accepts a request. */
@Command(name = "verify", sortOptions = false, //
        description = "Prints in one line whether CloudFront accepts a signed URL or signed cookies, for scripts.")
public final class VerifyCommand implements Callable<Integer> {

    @Parameters(paramLabel = "URL", description = "The signed URL, or the URL that is requested with the cookies. "
            + "Use - to read it from standard input.")
    private String url;

    @Mixin
    private RequestOptions request;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        ExplanationReport report = request.explainer().report(request.explained(url));
        output.result(List.of(report.sentence()), Json.object("outcome", report.explanation().outcome(), "code",
                report.explanation().code().map(ErrorCode::code), "sentence", report.explanation().sentence()));
        return report.exitCode();
    }
}
