package io.quarkiverse.cloudfront.signer.runtime.qute;

import java.time.Duration;
import java.util.List;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.config.ConfigurationProblems;
import io.quarkiverse.cloudfront.signer.runtime.policy.ExpiryRule;
import io.quarkiverse.cloudfront.signer.runtime.policy.PolicyTemplate;
import io.quarkiverse.cloudfront.signer.runtime.signature.ConfiguredSigner;
import io.quarkiverse.cloudfront.signer.runtime.signer.Signers;
import io.quarkus.runtime.configuration.DurationConverter;

/**
 * Finds mistakes at start-up that would otherwise fail the rendering of a template.
 */
@Singleton
public class TemplateUses {

    private final Signers signers;
    private final SigningTemplates templates;

    TemplateUses(Signers signers, SigningTemplates templates) {
        this.signers = signers;
        this.templates = templates;
    }

    /**
     * @throws io.quarkus.runtime.configuration.ConfigurationException if the configuration of a template is invalid; the
     *         message lists all such templates
     */
    public void prepare(List<TemplateUse> uses) {
        ConfigurationProblems problems = new ConfigurationProblems();
        for (TemplateUse use : uses) {
            if (use.signer() != null) {
                check(use, use.signer(), problems);
            }
        }
        problems.throwIfAny();
        templates.use();
    }

    private void check(TemplateUse use, String name, ConfigurationProblems problems) {
        ConfiguredSigner signer = signers.find(name);
        if (signer == null) {
            problems.add(use.place() + " needs a signer. " + signers.missing(name));
            return;
        }
        if (use.resource() != null) {
            try {
                signer.requireSignable(PolicyTemplate.parse(use.resource()));
            } catch (CloudFrontSignerException e) {
                problems.add(use.place() + ": " + e.getMessage());
            }
        }
        if (use.expiresIn() != null) {
            Duration lifetime = DurationConverter.parseDuration(use.expiresIn());
            String mistake = ExpiryRule.mistakeIn(lifetime, signer.expiry().clock());
            if (mistake == null) {
                signer.grantsFor(lifetime, use.place());
            } else {
                problems.add(use.place() + ": expiresIn \"" + use.expiresIn() + "\" " + mistake);
            }
        }
    }

    /**
     * The application's templates. This interface does not refer to Qute, because the recorder uses it in every application.
     */
    interface SigningTemplates {

        /**
         * Called at start-up if templates sign.
         */
        void use();
    }

    /**
     * A place in a template that signs, as far as the build knows.
     *
     * @param place the position, as the beginning of a message
     * @param signer the signer's name; null if it comes from data
     * @param resource the resource of a section
     * @param expiresIn the lifetime of a section; null if it is not set or comes from data
     */
    public record TemplateUse(String place, @Nullable String signer, @Nullable String resource, @Nullable String expiresIn) {
    }
}
