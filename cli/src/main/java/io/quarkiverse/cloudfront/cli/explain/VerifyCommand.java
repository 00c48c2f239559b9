package io.quarkiverse.cloudfront.cli.explain;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import io.quarkiverse.cloudfront.cli.output.Output;
import io.quarkiverse.cloudfront.edge.verify.request.ErrorCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Answers with one line and an exit code. */
@Command(name = "verify", sortOptions = false, //
        description = "Says in one line whether CloudFront accepts a signed URL or signed cookies. For scripts.")
public final class VerifyCommand implements Callable<Integer> {

    @Parameters(paramLabel = "URL", description = "The signed URL, or the URL that is requested with the cookies. "
            + "- reads it from the standard input.")
    private String url;

    @Mixin
    private RequestOptions request;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        Answer answer = request.explainer().answer(request.explained(UrlArgument.read(url), Instant.now()));
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("outcome", answer.explanation().outcome());
        object.put("code", answer.explanation().code().map(ErrorCode::code));
        object.put("sentence", answer.explanation().sentence());
        output.result(List.of(answer.sentence()), object);
        return answer.exitCode();
    }
}
