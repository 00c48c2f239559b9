package io.quarkiverse.cloudfront.signer.runtime.playlist.publish;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;

/**
 * Why a manifest cannot be prepared.
 */
final class DashRefusal {

    private DashRefusal() {
    }

    static CloudFrontSignerException of(String why) {
        return new CloudFrontSignerException(Reason.PLAYLIST_NOT_SIGNABLE, why);
    }

    static CloudFrontSignerException at(int line, CloudFrontSignerException refusal) {
        return new CloudFrontSignerException(refusal.reason(), "line " + line + ": " + refusal.getMessage(), refusal);
    }
}
