package io.quarkiverse.cloudfront.signer.runtime.qute;

import java.util.Map;
import java.util.concurrent.CompletionStage;

import io.quarkiverse.cloudfront.signer.runtime.qute.TemplateUrls.SectionScope;
import io.quarkus.qute.Expression;
import io.quarkus.qute.ResolutionContext;
import io.quarkus.qute.ResultNode;
import io.quarkus.qute.SectionHelper;

/**
 * <code>{#cloudfront resource='/albums/{album}/*' album=album.id}</code>: one signature for all URLs in the section.
 */
record CloudFrontSection(SectionParameters parameters, Map<String, Expression> expressions, String place, TemplateSigner grants,
        TemplateUrls urls) implements SectionHelper {

    @Override
    public CompletionStage<ResultNode> resolve(SectionResolutionContext context) {
        ResolutionContext outside = context.resolutionContext();
        return context.evaluate(expressions).toCompletableFuture().thenCompose(evaluated -> {
            SectionParameters.Values values = TemplateUrls.at(place, () -> parameters.evaluate(evaluated));
            return grants.policy(place, values.signer(), parameters.resource(), values.placeholders(), values.expiresIn(),
                    urls.recipient(outside))
                    .thenCompose(signed -> context.execute(inside(outside, new SectionScope(values.signer(), signed))));
        });
    }

    /**
     * The context inside the section. It has the same data as outside, so that {@code this} does not change.
     */
    private static ResolutionContext inside(ResolutionContext outside, SectionScope scope) {
        return outside.createChild(scope, null).createChild(outside.getData(), null);
    }
}
