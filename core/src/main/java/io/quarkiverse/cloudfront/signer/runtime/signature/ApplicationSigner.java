package io.quarkiverse.cloudfront.signer.runtime.signature;

import java.net.URI;
import java.time.Duration;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.SignedPolicy;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSource;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkedUser;
import io.quarkiverse.cloudfront.signer.runtime.url.UrlGuard;
import io.smallrye.mutiny.Uni;

/**
 * The signer that the code of an application uses, for a given recipient. If the application uses marks and the recipient does
 * not name a user, marks stand for the user of the current request.
 */
final class ApplicationSigner implements CloudFrontSigner {

    private final ConfiguredSigner signer;
    private final Recipient recipient;
    /** Finds the user of the current request; null if the user is known or the application does not use marks. */
    private final @Nullable MarkSource current;
    /** Null in an application that uses marks. Each call then needs a new signer, because a mark contains the time. */
    private final @Nullable RecipientSigner unmarked;

    ApplicationSigner(ConfiguredSigner signer, Recipient recipient) {
        this.signer = signer;
        this.recipient = recipient;
        this.current = recipient.user() == null ? signer.marks() : null;
        this.unmarked = signer.isRevocable() ? null : signer.to(recipient);
    }

    @Override
    public CloudFrontSigner forUser(String issuer, String subject) {
        if (!signer.isRevocable()) {
            return this;
        } else if (subject == null || subject.isEmpty()) {
            throw new CloudFrontSignerException(Reason.USER_UNKNOWN,
                    "The subject of a user must not be empty. Pass the user's name if there is no other");
        }
        return new ApplicationSigner(signer, recipient.markedWith(new MarkedUser(issuer, subject, null)));
    }

    @Override
    public CloudFrontSigner forTenant(String name) {
        signer.counted(() -> signer.settings().guard().forTenant(name));
        return new ApplicationSigner(signer, recipient.ofTenant(name));
    }

    private RecipientSigner signer() {
        return unmarked != null ? unmarked
                : signer.to(current == null ? recipient : recipient.markedWith(current.user()));
    }

    /** Signs when a caller subscribes. Until then, this neither looks for the user nor fails. */
    private <T> Uni<T> later(Function<RecipientSigner, PendingSignature<? extends T>> signing) {
        return Uni.createFrom().deferred(() -> current == null ? signing.apply(signer()).later()
                : current.userLater().flatMap(user -> signing.apply(signer.to(recipient.markedWith(user))).later()));
    }

    @Override
    public String sign(String pathOrUrl) {
        return sign(pathOrUrl, signer.expiry().expiresIn());
    }

    @Override
    public URI sign(URI url) {
        return sign(url, signer.expiry().expiresIn());
    }

    @Override
    public String sign(String pathOrUrl, Duration expiresIn) {
        return signer().url(pathOrUrl, signer.expiry().expiresAt(expiresIn)).now();
    }

    @Override
    public URI sign(URI url, Duration expiresIn) {
        return signer().uri(url, signer.expiry().expiresAt(expiresIn)).now();
    }

    @Override
    public SignedPolicy sign(Policy policy) {
        return signer().sign(policy, Delivery.URL).now();
    }

    @Override
    public Uni<String> signAsync(String pathOrUrl) {
        return signAsync(pathOrUrl, signer.expiry().expiresIn());
    }

    @Override
    public Uni<URI> signAsync(URI url) {
        return signAsync(url, signer.expiry().expiresIn());
    }

    @Override
    public Uni<String> signAsync(String pathOrUrl, Duration expiresIn) {
        return later(signing -> signing.url(pathOrUrl, signer.expiry().expiresAt(expiresIn)));
    }

    @Override
    public Uni<URI> signAsync(URI url, Duration expiresIn) {
        return later(signing -> signing.uri(url, signer.expiry().expiresAt(expiresIn)));
    }

    @Override
    public Uni<SignedPolicy> signAsync(Policy policy) {
        return later(signing -> signing.sign(policy, Delivery.URL));
    }

    @Override
    public String unsigned(String text) {
        UrlGuard guard = signer.settings().guard();
        String tenant = recipient.tenant();
        return signer.unsigned(text, tenant == null ? guard : guard.forTenant(tenant));
    }

    @Override
    public Policy.Builder policy(String resource) {
        return signer.to(recipient).policy(resource);
    }

    @Override
    public String name() {
        return signer.settings().name();
    }

    @Override
    public String toString() {
        return signer.toString();
    }
}
