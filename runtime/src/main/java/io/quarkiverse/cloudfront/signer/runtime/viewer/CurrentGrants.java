package io.quarkiverse.cloudfront.signer.runtime.viewer;

import jakarta.inject.Singleton;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.Grants;

/**
 * Clears the signed cookies of the current viewer.
 */
@Singleton
public class CurrentGrants implements Grants {

    private final Viewers viewers;

    CurrentGrants(Viewers viewers) {
        this.viewers = viewers;
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
}
