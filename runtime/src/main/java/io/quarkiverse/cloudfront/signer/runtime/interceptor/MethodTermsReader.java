package io.quarkiverse.cloudfront.signer.runtime.interceptor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.runtime.config.ConfigurationProblems;
import io.quarkiverse.cloudfront.signer.runtime.config.ConfiguredLifetime;
import io.quarkiverse.cloudfront.signer.runtime.config.SignerProperties;
import io.quarkiverse.cloudfront.signer.runtime.grant.GrantTerms;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.SignedMethodInfo.Elements;
import io.quarkiverse.cloudfront.signer.runtime.policy.PolicyTemplate;
import io.quarkiverse.cloudfront.signer.runtime.signature.ConfiguredSigner;
import io.quarkiverse.cloudfront.signer.runtime.signer.Signers;
import io.quarkiverse.cloudfront.signer.runtime.user.User;
import io.quarkiverse.cloudfront.signer.runtime.user.Users;

/**
 * Turns a method's annotation, and the configuration for it, into the terms of its grants.
 *
 * @param users null in an application without security
 */
record MethodTermsReader(Signers signers, Config config, @Nullable Users users, ConfigurationProblems problems) {

    /** @return null if there is no such signer */
    @Nullable
    GrantTerms read(SignedMethodInfo method) {
        Elements elements = method.elements();
        ConfiguredSigner signer = signers.find(elements.signer());
        Optional<Duration> lifetime = ConfiguredLifetime.of(method.description(), elements.expiresIn(), config, problems);
        if (signer == null) {
            problems.add(method.description() + " needs a signer. " + signers.missing(elements.signer()));
            return null;
        }
        if (lifetime.isPresent()) {
            signer.grantsFor(lifetime.get(), method.description());
        }
        return new GrantTerms(method.description(), signer, template(method, signer), lifetime.orElse(null), users,
                elements.delivery(), elements.content(), method.call().rest());
    }

    /** @return null if there is no template, or if there is a problem with it */
    private @Nullable PolicyTemplate template(SignedMethodInfo method, ConfiguredSigner signer) {
        String resource = method.elements().resource();
        boolean cookies = method.elements().delivery() == Delivery.COOKIES;
        if (cookies && resource.isEmpty() && signer.settings().cookieResource().isEmpty()) {
            problems.add("%s sets cookies, but does not have a resource. Set one in the annotation, or set %s".formatted(
                    method.description(), cookieResource(method)));
        } else if (!resource.isEmpty()) {
            return checked(method.description(), PolicyTemplate.parse(resource), signer, cookies);
        } else if (cookies) {
            return configured(method, signer);
        }
        return null;
    }

    /**
     * Reads a configured template, whose placeholders could not be checked when the application was built.
     */
    private PolicyTemplate configured(SignedMethodInfo method, ConfiguredSigner signer) {
        String prefix = cookieResource(method) + " (for " + method.description() + ")";
        PolicyTemplate template = PolicyTemplate.parse(signer.settings().cookieResource().get());
        List<String> known = method.call().placeholders();
        for (String placeholder : template.placeholders()) {
            if (!known.contains(placeholder) && (users == null || !User.isPlaceholder(placeholder))) {
                problems.add(
                        "%s: the placeholder {%s} is unknown. Known placeholders: %s%s".formatted(prefix, placeholder, known,
                                users == null ? "" : ", principal, and claim.name"));
            }
        }
        return template;
    }

    private PolicyTemplate checked(String prefix, PolicyTemplate template, ConfiguredSigner signer, boolean cookies) {
        try {
            if (cookies) {
                signer.requireSettable(template);
            } else {
                signer.requireSignable(template);
            }
        } catch (CloudFrontSignerException e) {
            problems.add(prefix + ": " + e.getMessage());
        }
        return template;
    }

    private static String cookieResource(SignedMethodInfo method) {
        return SignerProperties.name(method.elements().signer(), "cookies.resource");
    }
}
