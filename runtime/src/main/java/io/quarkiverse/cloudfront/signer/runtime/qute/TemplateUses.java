package io.quarkiverse.cloudfront.signer.runtime.qute;

import java.time.Duration;
import java.util.List;

import jakarta.inject.Singleton;

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
     * @throws io.quarkus.runtime.configuration.ConfigurationException that lists every template with an invalid configuration
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
}
