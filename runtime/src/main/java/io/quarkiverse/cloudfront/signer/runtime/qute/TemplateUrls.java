package io.quarkiverse.cloudfront.signer.runtime.qute;

import java.net.URI;
import java.net.URL;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.runtime.policy.DefaultSignedPolicy;
import io.quarkiverse.cloudfront.signer.runtime.qute.TemplateSigner.TemplateCaller;
import io.quarkiverse.cloudfront.signer.runtime.qute.TemplateUses.SigningTemplates;
import io.quarkiverse.cloudfront.signer.runtime.url.Failure;
import io.quarkus.qute.EngineBuilder;
import io.quarkus.qute.Expression;
import io.quarkus.qute.Mapper;
import io.quarkus.qute.RawString;
import io.quarkus.qute.ResolutionContext;
import io.quarkus.qute.Results;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.TemplateNode.Origin;

/**
 * Signs the URLs in templates, for the user for whom a template is rendered.
 */
@Singleton
public class TemplateUrls implements SigningTemplates {

    private static final String RECIPIENT = TemplateCaller.class.getName();

    private final TemplateSigner grants;
    private volatile boolean used;

    /**
     * @param grants a client proxy, because the engine is created before the signers
     */
    TemplateUrls(TemplateSigner grants) {
        this.grants = grants;
    }

    void customize(@Observes EngineBuilder engine) {
        engine.addTemplateInstanceInitializer(this::remember);
    }

    @Override
    public void use() {
        used = true;
    }

    /**
     * Captures the recipient when rendering begins, because resolving data can continue without a current request.
     */
    private void remember(TemplateInstance instance) {
        if (used) {
            instance.setAttribute(RECIPIENT, grants.recipient());
        }
    }

    TemplateCaller recipient(ResolutionContext context) {
        return !grants.knowsRecipient() && context.getAttribute(RECIPIENT) instanceof TemplateCaller remembered
                ? remembered
                : grants.recipient();
    }

    /**
     * @param signer null for the signer of the enclosing section, or the default signer if there is none
     */
    CompletionStage<Object> sign(@Nullable Object value, @Nullable String signer, Expression expression,
            ResolutionContext context) {
        if (value == null) {
            return CompletableFuture.completedFuture(null);
        }
        String place = place(expression.getOrigin());
        String url = text(value, place);
        SectionScope scope = SectionScope.around(context);
        if (scope != null && (signer == null || signer.equals(scope.signer()))) {
            return CompletableFuture.completedFuture(at(place, () -> scope.signed().url(url)));
        }
        return grants.url(place, signer == null ? SignerName.DEFAULT : signer, url, recipient(context))
                .thenApply(signed -> signed);
    }

    /**
     * Signs the URLs in a text with the policy of the enclosing section.
     *
     * @param text the text, which is escaped for HTML later, unless it is raw
     */
    @Nullable
    Object text(@Nullable Object text, boolean markup, Expression expression, ResolutionContext context) {
        if (text == null) {
            return null;
        }
        String place = place(expression.getOrigin());
        SectionScope scope = SectionScope.around(context);
        if (scope == null) {
            throw new CloudFrontSignerException(Reason.NOT_CONFIGURED, place + ": cloudfront:text and cloudfront:markup need a "
                    + "policy for all URLs of the text. Put them into a section such as {#cloudfront "
                    + "resource='/articles/{article}/*' article=article.id}");
        } else if (!(text instanceof String) && !(text instanceof RawString)) {
            throw new CloudFrontSignerException(Reason.UNSUPPORTED, place + ": a value of type " + text.getClass().getName()
                    + " is not text. Pass a String to cloudfront:text or cloudfront:markup");
        }
        String signed = at(place,
                () -> markup ? scope.signed().markup(text.toString()) : scope.signed().text(text.toString()));
        return text instanceof RawString ? new RawString(signed) : signed;
    }

    /**
     * Does the work for a place in a template. If the work fails, the message begins with the place.
     */
    static <T> T at(String place, Supplier<T> work) {
        try {
            return work.get();
        } catch (CloudFrontSignerException e) {
            throw Failure.in(place, e);
        }
    }

    static String text(Object value, String place) {
        if (value instanceof String text) {
            return text;
        } else if (value instanceof URI || value instanceof URL) {
            return value.toString();
        }
        throw new CloudFrontSignerException(Reason.UNSUPPORTED, place + ": a value of type " + value.getClass().getName()
                + " cannot be signed. Pass a String, URI or URL to cloudfront:url or cloudfront:download");
    }

    /**
     * The position in a template, as the beginning of a message.
     */
    public static String place(Origin origin) {
        return "The template " + origin.getTemplateId() + ", line " + origin.getLine();
    }

    /**
     * The signed policy of a <code>{#cloudfront}</code> section for the URLs in it. This mapper is between the section's
     * content and the outer data, and does not resolve any name.
     */
    record SectionScope(String signer, DefaultSignedPolicy signed) implements Mapper {

        /**
         * The innermost section around an expression.
         */
        static @Nullable SectionScope around(ResolutionContext context) {
            for (ResolutionContext outer = context; outer != null; outer = outer.getParent()) {
                if (outer.getData() instanceof SectionScope scope) {
                    return scope;
                }
            }
            return null;
        }

        @Override
        public boolean appliesTo(String key) {
            return false;
        }

        @Override
        public Object get(String key) {
            return Results.NotFound.from(key);
        }
    }
}
