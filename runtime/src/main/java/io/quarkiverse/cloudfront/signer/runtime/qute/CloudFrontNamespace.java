package io.quarkiverse.cloudfront.signer.runtime.qute;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.Download;
import io.quarkus.qute.EvalContext;
import io.quarkus.qute.Expression;
import io.quarkus.qute.NamespaceResolver;

/**
 * <code>{cloudfront:url(path)}</code> and <code>{cloudfront:download(path, fileName)}</code>, both with the name of a signer as
 * an optional last parameter. In a section, there are also <code>{cloudfront:text(text)}</code> and
 * <code>{cloudfront:markup(html)}</code>.
 */
@Singleton
public class CloudFrontNamespace implements NamespaceResolver {

    public static final String NAMESPACE = "cloudfront";
    /** The name of the function that also sets the file name of a download. */
    public static final String DOWNLOAD = "download";

    private static final String TEXT = "text";
    private static final String MARKUP = "markup";

    private final TemplateUrls urls;

    CloudFrontNamespace(TemplateUrls urls) {
        this.urls = urls;
    }

    @Override
    public String getNamespace() {
        return NAMESPACE;
    }

    /**
     * The mistake in a use of the namespace, in words that follow the place of this use.
     */
    public static @Nullable String mistakeIn(String name, int parameters) {
        int signer = signerParameter(name);
        return signer > 0 && (parameters == signer || !isText(name) && parameters == signer + 1) ? null
                : ("has %s:%s with %s parameter%s, which does not exist. Use {cloudfront:url(path)}, "
                        + "{cloudfront:url(path, 'signer')}, {cloudfront:download(path, fileName)}, "
                        + "{cloudfront:download(path, fileName, 'signer')}, {cloudfront:text(text)}, or "
                        + "{cloudfront:markup(html)}")
                        .formatted(NAMESPACE, name, parameters, parameters == 1 ? "" : "s");
    }

    /**
     * The index of the signer's name among the parameters, or 0 for an unknown name.
     */
    public static int signerParameter(String name) {
        return switch (name) {
            case "url", TEXT, MARKUP -> 1;
            case DOWNLOAD -> 2;
            default -> 0;
        };
    }

    /**
     * Whether a function signs the URLs in a text, which requires the policy of a section.
     */
    public static boolean isText(String name) {
        return name.equals(TEXT) || name.equals(MARKUP);
    }

    /**
     * Never returns a failed {@code CompletedStage}, because the preceding part of the template would be rendered first.
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
        if (isText(context.getName())) {
            return url.thenApply(text -> urls.text(text, context.getName().equals(MARKUP), parameters.get(0),
                    context.resolutionContext()));
        }
        int signerParameter = signerParameter(context.getName());
        if (signerParameter == 2) {
            url = url.thenCombine(context.evaluate(parameters.get(1)).toCompletableFuture(),
                    (path, fileName) -> download(path, fileName, TemplateUrls.place(parameters.get(1).getOrigin())));
        }
        if (parameters.size() == signerParameter) {
            return url.thenCompose(value -> urls.sign(value, null, parameters.get(0), context.resolutionContext()));
        }
        Expression signerName = parameters.get(signerParameter);
        return url.thenCombine(context.evaluate(signerName).toCompletableFuture(),
                (value, signer) -> urls.sign(value, TemplateUrls.at(TemplateUrls.place(signerName.getOrigin()),
                        () -> SectionParameters.signerName(signer)), parameters.get(0), context.resolutionContext()))
                .thenCompose(signed -> signed);
    }

    private static @Nullable Object download(@Nullable Object path, @Nullable Object fileName, String place) {
        if (path == null) {
            return null;
        }
        if (!(fileName instanceof String name)) {
            throw new CloudFrontSignerException(Reason.UNSUPPORTED,
                    place + ": the file name of cloudfront:download is not a string");
        }
        try {
            return Download.attachment(name).of(TemplateUrls.text(path, place));
        } catch (IllegalArgumentException e) {
            throw new CloudFrontSignerException(Reason.URL_NOT_SIGNABLE, place + ": " + e.getMessage());
        }
    }
}
