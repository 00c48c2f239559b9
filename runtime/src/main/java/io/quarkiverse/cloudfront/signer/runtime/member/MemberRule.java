package io.quarkiverse.cloudfront.signer.runtime.member;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.grant.GrantTerms;
import io.quarkiverse.cloudfront.signer.runtime.policy.PolicyTemplate;
import io.quarkiverse.cloudfront.signer.runtime.signer.ConfiguredSigner;

/**
 * The terms with which a field is signed. The terms of the method that returns it apply to everything that the field does not
 * set.
 *
 * @param group the same number for fields with equal terms
 * @param signer null for the method's
 * @param template the template of the policy's resource; null for the method's
 * @param lifetime how long a grant lasts; null for the method's
 */
record MemberRule(SignedMember member, int group, @Nullable ConfiguredSigner signer, @Nullable PolicyTemplate template,
        @Nullable Duration lifetime) {

    boolean saysNothing() {
        return signer == null && template == null && lifetime == null && !member.bindToIp()
                && !member.staticPlaylist();
    }

    /**
     * The method's terms, with those of this field applied.
     */
    GrantTerms apply(GrantTerms terms) {
        ConfiguredSigner own = signer == null ? terms.signer() : signer;
        boolean sameSigner = own == terms.signer();
        // the method's resource belongs to the method's signer
        PolicyTemplate resource = template != null || !sameSigner ? template : terms.template();
        return new GrantTerms(member.description(), own, resource, lifetime == null ? terms.lifetime() : lifetime,
                terms.users(), false, terms.staticPlaylist() || member.staticPlaylist(), terms.viewersValues());
    }
}
