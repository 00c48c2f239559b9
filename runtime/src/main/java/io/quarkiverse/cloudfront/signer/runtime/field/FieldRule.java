package io.quarkiverse.cloudfront.signer.runtime.field;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.runtime.grant.GrantTerms;
import io.quarkiverse.cloudfront.signer.runtime.policy.PolicyTemplate;
import io.quarkiverse.cloudfront.signer.runtime.signature.ConfiguredSigner;

/**
 * The terms with which a field is signed. The terms of the method that returns it apply to everything that the field does not
 * set.
 *
 * @param signer null for the method's
 * @param template the template of the policy's resource; null for the method's
 * @param lifetime how long a grant lasts; null for the method's
 */
record FieldRule(FieldTerms terms, @Nullable ConfiguredSigner signer, @Nullable PolicyTemplate template,
        @Nullable Duration lifetime) {

    /**
     * The method's terms, with those of this field applied.
     */
    GrantTerms apply(GrantTerms ofMethod, String field) {
        ConfiguredSigner own = signer == null ? ofMethod.signer() : signer;
        boolean sameSigner = own == ofMethod.signer();
        // the method's resource belongs to the method's signer
        PolicyTemplate resource = template != null || !sameSigner ? template : ofMethod.template();
        return new GrantTerms(field, own, resource, lifetime == null ? ofMethod.lifetime() : lifetime, ofMethod.users(),
                Delivery.URL,
                ofMethod.staticPlaylist() || terms.staticPlaylist(), ofMethod.viewersValues());
    }
}
