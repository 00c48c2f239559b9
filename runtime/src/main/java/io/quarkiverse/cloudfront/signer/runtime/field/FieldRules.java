package io.quarkiverse.cloudfront.signer.runtime.field;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.Content;
import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.runtime.config.ConfigurationProblems;
import io.quarkiverse.cloudfront.signer.runtime.config.ConfiguredLifetime;
import io.quarkiverse.cloudfront.signer.runtime.delivery.ReturnValueRewriter;
import io.quarkiverse.cloudfront.signer.runtime.grant.GrantTerms;
import io.quarkiverse.cloudfront.signer.runtime.policy.PolicyTemplate;
import io.quarkiverse.cloudfront.signer.runtime.signature.ConfiguredSigner;
import io.quarkiverse.cloudfront.signer.runtime.signer.Signers;

/**
 * The rules for fields with {@code @SignedResource}, prepared at start-up. Applications without such fields do not have this
 * bean.
 */
@Singleton
public class FieldRules {

    private final Signers signers;
    private final Config config;
    private final Map<FieldTerms, Rule> rules = new ConcurrentHashMap<>();
    private final ReturnValueRewriter rewriter = new ReturnValueRewriter(null);
    private volatile SignedClasses owners = new SignedClasses(Set.of());
    private volatile SignedClasses holders = owners;
    private volatile boolean reported;

    public FieldRules(Signers signers, Config config) {
        this.signers = signers;
        this.config = config;
    }

    /**
     * @param fields the terms of the fields, by descriptions such as {@code org.acme.Photo#url}
     * @param holders the names of the classes that have signed fields, or hold objects that do
     * @param reported whether a JSON library tells which fields it has written
     * @throws io.quarkus.runtime.configuration.ConfigurationException if the configuration of a field is invalid; the message
     *         lists all such fields
     */
    public void prepare(Map<String, FieldTerms> fields, Set<String> holders, boolean reported) {
        ConfigurationProblems problems = new ConfigurationProblems();
        Set<String> owning = new HashSet<>();
        fields.forEach((field, terms) -> {
            owning.add(field.substring(0, field.indexOf('#')));
            rules.put(terms, rule(field, terms, problems));
        });
        problems.throwIfAny();
        this.owners = new SignedClasses(owning);
        this.reported = reported;
        this.holders = new SignedClasses(holders);
    }

    /**
     * The rule for a field with these terms. The rule is created here if the class of the field is not indexed, because the
     * build does not know such fields.
     *
     * @param description the field, for messages
     */
    Rule rule(FieldTerms terms, String description) {
        Rule known = rules.get(terms);
        return known != null ? known : rules.computeIfAbsent(terms, unknown -> {
            ConfigurationProblems problems = new ConfigurationProblems();
            Rule rule = rule(description, unknown, problems);
            problems.throwIfAny();
            return rule;
        });
    }

    private Rule rule(String description, FieldTerms terms, ConfigurationProblems problems) {
        Duration lifetime = ConfiguredLifetime.of(description, terms.expiresIn(), config, problems).orElse(null);
        PolicyTemplate template = terms.resource().isEmpty() ? null : PolicyTemplate.parse(terms.resource());
        ConfiguredSigner signer = terms.signer().isEmpty() ? null : signers.find(terms.signer());
        if (signer == null && !terms.signer().isEmpty()) {
            problems.add(description + " needs a signer. " + signers.missing(terms.signer()));
        } else if (signer != null && template != null) {
            try {
                signer.requireSignable(template);
            } catch (CloudFrontSignerException e) {
                problems.add(description + ": " + e.getMessage());
            }
        }
        if (lifetime != null && signer != null) {
            signer.grantsFor(lifetime, description);
        } else if (lifetime != null) {
            // the signer is not known yet: it is the signer of the method that returns the field
            signers.grantFor(lifetime, description);
        }
        return new Rule(terms, signer, template, lifetime);
    }

    /**
     * The value of a field as it was before any signer signed it. The method that reads the field need not be the one that
     * returned it, so it is not known which signer signed the value.
     */
    @Nullable
    Object unsigned(@Nullable Object value) {
        return rewriter.rewrite(value, this::unsigned);
    }

    private String unsigned(String text) {
        String unsigned = text;
        for (ConfiguredSigner signer : signers.all()) {
            unsigned = signer.unsigned(unsigned);
        }
        return unsigned;
    }

    Iterable<Rule> all() {
        return rules.values();
    }

    /**
     * Whether all fields use the terms of the method that returns them.
     */
    boolean leaveAllToMethods() {
        return rules.keySet().stream().allMatch(FieldTerms::sayNothing);
    }

    /**
     * Whether a JSON library tells which fields it has written.
     */
    boolean areReported() {
        return reported;
    }

    /**
     * The classes that declare signed fields.
     */
    SignedClasses owners() {
        return owners;
    }

    /**
     * The classes that declare signed fields, or hold objects that do.
     */
    SignedClasses holders() {
        return holders;
    }

    /**
     * The terms with which a field is signed. The terms of the method that returns the field apply to everything that the field
     * does not set.
     *
     * @param signer the signer; null for the method's signer
     * @param template the template of the policy's resource; null for the method's template
     * @param lifetime how long a grant lasts; null for the method's lifetime
     */
    record Rule(FieldTerms terms, @Nullable ConfiguredSigner signer, @Nullable PolicyTemplate template,
            @Nullable Duration lifetime) {

        /**
         * The method's terms, over which the terms of this field take precedence.
         */
        GrantTerms apply(GrantTerms ofMethod, String field) {
            ConfiguredSigner own = signer == null ? ofMethod.signer() : signer;
            boolean sameSigner = own == ofMethod.signer();
            // the method's resource belongs to the method's signer
            PolicyTemplate resource = template != null || !sameSigner ? template : ofMethod.template();
            return new GrantTerms(field, own, resource, lifetime == null ? ofMethod.lifetime() : lifetime, ofMethod.users(),
                    Delivery.URL, terms.content() == Content.URL ? ofMethod.ofFields().content() : terms.content(),
                    ofMethod.viewersValues());
        }
    }
}
