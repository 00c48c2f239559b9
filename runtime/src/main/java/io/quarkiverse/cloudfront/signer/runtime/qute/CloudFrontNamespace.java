package io.quarkiverse.cloudfront.signer.runtime.qute;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.inject.Singleton;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkus.qute.EvalContext;
import io.quarkus.qute.Expression;
import io.quarkus.qute.NamespaceResolver;

/**
 * <code>{cloudfront:url(path)}</code> and <code>{cloudfront:url(path, 'signer')}</code>.
 */
@Singleton
public class CloudFrontNamespace implements NamespaceResolver {

    public static final String NAMESPACE = "cloudfront";

    private final TemplateUrls urls;

    CloudFrontNamespace(TemplateUrls urls) {
        this.urls = urls;
    }

    @Override
    public String getNamespace() {
        return NAMESPACE;
    }

    /**
     * What is wrong with a use of the namespace, in words that follow where it is, or null.
     */
    public static String mistakeIn(String name, int parameters) {
        return name.equals("url") && (parameters == 1 || parameters == 2) ? null
                : "has %s:%s with %s parameter%s, which there is not; write {cloudfront:url(path)} or {cloudfront:url(path, 'signer')}"
                        .formatted(NAMESPACE, name, parameters, parameters == 1 ? "" : "s");
    }

    /**
     * Never a {@code CompletedStage} that has failed: what stands before it in the template would be rendered first.
     */
    @Override
    public CompletionStage<Object> resolve(EvalContext context) {
        List<Expression> parameters = context.getParams();
        String mistake = mistakeIn(context.getName(), parameters.size());
        if (mistake != null) {
            return CompletableFuture.failedFuture(
                    new CloudFrontSignerException(Reason.UNSUPPORTED,
                            context.resolutionContext().getTemplate().getId() + " " + mistake));
        }
        CompletableFuture<Object> url = context.evaluate(parameters.get(0)).toCompletableFuture();
        if (parameters.size() == 1) {
            return url.thenCompose(value -> urls.sign(value, null, parameters.get(0), context.resolutionContext()));
        }
        return url.thenCombine(context.evaluate(parameters.get(1)).toCompletableFuture(),
                (value, signer) -> urls.sign(value, signer(signer, parameters), parameters.get(0), context.resolutionContext()))
                .thenCompose(signed -> signed);
    }

    private static String signer(Object value, List<Expression> parameters) {
        try {
            return SignerParameter.name(value);
        } catch (CloudFrontSignerException e) {
            throw new CloudFrontSignerException(e.reason(),
                    TemplateUrls.place(parameters.get(1).getOrigin()) + ": " + e.getMessage());
        }
    }
}
