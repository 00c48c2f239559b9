package io.quarkiverse.cloudfront.signer.runtime.signature;

import java.net.URI;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.SignedPolicy;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkedUser;
import io.quarkiverse.cloudfront.signer.runtime.mark.Marks;
import io.smallrye.mutiny.Uni;

/**
 * A signer as an application that uses marks injects it. All that it signs is marked with the current user, or with a given
 * one.
 */
final class MarkingSigner implements CloudFrontSigner {

    private final ConfiguredSigner signer;
    private final Marks marks;

    MarkingSigner(ConfiguredSigner signer, Marks marks) {
        this.signer = signer;
        this.marks = marks;
    }

    @Override
    public CloudFrontSigner forUser(String issuer, String subject) {
        if (subject.isEmpty()) {
            throw new CloudFrontSignerException(Reason.USER_UNKNOWN,
                    "The subject of a user must not be empty. Pass the user's name if there is no other");
        }
        return new MarkingSigner(signer, marks.of(new MarkedUser(issuer, subject, null)));
    }

    @Override
    public CloudFrontSigner forTenant(String name) {
        return new MarkingSigner(signer.forTenant(name), marks);
    }

    @Override
    public String sign(String pathOrUrl) {
        return signer.signUrl(pathOrUrl, signer.expiry().expiresAt(), null, signer.mark(marks.user()));
    }

    @Override
    public URI sign(URI url) {
        return URI.create(sign(url.toString()));
    }

    @Override
    public SignedPolicy sign(Policy policy) {
        return signer.signGuarded(signer.guarded(policy), signer.mark(marks.user()), false);
    }

    @Override
    public Uni<String> signAsync(String pathOrUrl) {
        return marks.userLater()
                .flatMap(user -> signer.signUrlLater(pathOrUrl, signer.expiry().expiresAt(), null, signer.mark(user)));
    }

    @Override
    public Uni<URI> signAsync(URI url) {
        return signAsync(url.toString()).map(URI::create);
    }

    @Override
    public Uni<SignedPolicy> signAsync(Policy policy) {
        return marks.userLater()
                .flatMap(user -> signer.signGuardedLater(signer.guarded(policy), signer.mark(user), false));
    }

    @Override
    public Policy.Builder policy(String resource) {
        return signer.policy(resource);
    }

    @Override
    public String name() {
        return signer.name();
    }

    @Override
    public String toString() {
        return signer.toString();
    }
}
