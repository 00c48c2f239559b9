package io.quarkiverse.cloudfront.signer.runtime.viewer;

import java.util.List;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.Grants;
import io.quarkiverse.cloudfront.signer.runtime.revocation.Revocations;
import io.smallrye.mutiny.Uni;

/**
 * Clears the signed cookies of the current viewer, and revokes logins.
 */
@Singleton
public class CurrentGrants implements Grants {

    private final Viewers viewers;
    private final Instance<Revocations> revocations;

    @Inject
    CurrentGrants(Viewers viewers, Instance<Revocations> revocations) {
        this.viewers = viewers;
        this.revocations = revocations;
    }

    @Override
    public void clearCookies() {
        Viewer viewer = viewers.current();
        if (viewer == null) {
            throw new CloudFrontSignerException(Reason.NO_REQUEST,
                    "There is no current HTTP request whose response could clear signed cookies");
        }
        viewer.grants().clear();
    }

    @Override
    public Uni<Void> revoke(String issuer, String subject) {
        return Uni.createFrom().deferred(() -> revocations().revoke(issuer, subject));
    }

    @Override
    public Uni<Void> revokeAll() {
        return Uni.createFrom().deferred(() -> revocations().revokeAll());
    }

    @Override
    public List<String> mark(String issuer, String subject) {
        return revocations().pseudonyms(issuer, subject);
    }

    private Revocations revocations() {
        if (revocations.isUnsatisfied()) {
            throw new CloudFrontSignerException(Reason.NOT_CONFIGURED,
                    "Revoking logins requires marks. Set quarkus.cloudfront-signer.marks.enabled to true");
        }
        return revocations.get();
    }
}
