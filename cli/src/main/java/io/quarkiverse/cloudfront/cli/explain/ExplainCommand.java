package io.quarkiverse.cloudfront.cli.explain;

import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.Callable;

import io.quarkiverse.cloudfront.cli.output.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says why CloudFront refuses a request, and how to fix it. */
@Command(name = "explain", mixinStandardHelpOptions = true, sortOptions = false, //
        description = "Says why CloudFront refuses a signed URL or signed cookies: the reason, how to fix it, and each check. "
                + "Signatures are never printed. Without a public key, everything but the signature is checked.")
public final class ExplainCommand implements Callable<Integer> {

    @Parameters(paramLabel = "URL", description = "The signed URL, or the URL that is requested with the cookies. "
            + "- reads it from the standard input.")
    private String url;

    @Mixin
    private RequestOptions request;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        KeyedExplainer explainer = request.explainer();
        Answer answer = explainer.answer(request.question(UrlArgument.read(url), Instant.now()));
        output.result(answer.text(), answer.json());
        return answer.exitCode();
    }
}
