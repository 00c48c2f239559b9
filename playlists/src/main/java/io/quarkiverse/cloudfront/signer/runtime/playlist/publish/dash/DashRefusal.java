package io.quarkiverse.cloudfront.signer.runtime.playlist.publish.dash;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;

/**
 * The reason why a manifest cannot be converted.
 */
final class DashRefusal {

    private DashRefusal() {
    }

    static CloudFrontSignerException of(String why) {
        return new CloudFrontSignerException(Reason.PLAYLIST_NOT_SIGNABLE, why);
    }

    static CloudFrontSignerException inLine(int line, CloudFrontSignerException refusal) {
        return new CloudFrontSignerException(refusal.reason(),
                "line %s of the DASH manifest: %s".formatted(line, refusal.getMessage()), refusal.getCause());
    }
}
