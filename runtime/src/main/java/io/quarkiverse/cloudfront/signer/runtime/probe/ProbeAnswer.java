package io.quarkiverse.cloudfront.signer.runtime.probe;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The answer to a self-test's request.
 *
 * @param status the HTTP status
 * @param body the beginning of the body, if the status is an error
 * @param errorPage whether CloudFront says that it has replaced an error with a page, which may have another status
 * @param clockDifference how far the clock of this machine is ahead of CloudFront's clock
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/http-403-permission-denied.html">Status
 *      403</a>
 */
record ProbeAnswer(int status, String body, boolean errorPage, Duration clockDifference) {

    private static final Pattern CODE = Pattern.compile("<Code>([A-Za-z]{1,40})</Code>");

    /** The largest difference that is ignored, because it can be due to rounding, or to the duration of the request. */
    private static final Duration NOTABLE = Duration.ofSeconds(30);

    private @Nullable String code() {
        Matcher code = CODE.matcher(body);
        return status == 403 && code.find() ? code.group(1) : null;
    }

    ProbeResult.Outcome outcome() {
        String code = code();
        // an empty file leads to 416
        if (status >= 200 && status < 300 || status == 416) {
            return errorPage ? ProbeResult.Outcome.FORBIDDEN : ProbeResult.Outcome.SERVED;
        }
        if (status == 404 || isFromS3()) {
            return ProbeResult.Outcome.ORIGIN;
        }
        if (status != 403) {
            return ProbeResult.Outcome.OTHER_STATUS;
        }
        return code == null ? ProbeResult.Outcome.FORBIDDEN : switch (code) {
            case "MissingKey" -> ProbeResult.Outcome.MISSING_KEY;
            case "InvalidKey" -> ProbeResult.Outcome.INVALID_KEY;
            case "AccessDenied" -> ProbeResult.Outcome.ACCESS_DENIED;
            case "MalformedPolicy", "MalformedSignature" -> ProbeResult.Outcome.MALFORMED;
            default -> ProbeResult.Outcome.FORBIDDEN;
        };
    }

    /** Whether S3 has sent an error. CloudFront's own errors do not have a request ID in their body. */
    private boolean isFromS3() {
        return code() != null && body.contains("<RequestId>");
    }

    /** Explains the answer in a sentence without a full stop. */
    String explain(String keyPairId) {
        String answer = status + (code() == null ? "" : " " + code());
        return answer + switch (outcome()) {
            case SERVED -> "";
            case MISSING_KEY -> ": CloudFront did not see a signature. Check whether a function or a proxy removes the query";
            case INVALID_KEY -> ": the cache behavior does not trust a key group with the public key " + keyPairId
                    + ". Add it to the key group, or correct key-pair-id";
            case ACCESS_DENIED -> clockExplains() ? ": " + clock() + ", so the URL is not valid yet or has expired"
                    : ": the signature does not match. Check whether the private key belongs to key pair " + keyPairId
                            + ", and whether url is the host that viewers use";
            case MALFORMED -> ": CloudFront cannot read the policy or the signature";
            case ORIGIN -> ": CloudFront accepted the signature, but the origin did not deliver the file. Check whether it "
                    + "exists, and whether the bucket policy lets the distribution read it";
            case FORBIDDEN -> ": a firewall or an error page of the distribution hides the reason. Use cloudfront-signer "
                    + "explain to find out what is wrong with a signed URL";
            default -> ": this response has nothing to do with the signature";
        } + (outcome() != ProbeResult.Outcome.ACCESS_DENIED && clockExplains() ? "; " + clock() : "");
    }

    private boolean clockExplains() {
        return clockDifference.abs().compareTo(NOTABLE) > 0;
    }

    private String clock() {
        return "the clock of this machine is " + clockDifference.abs().toSeconds() + " seconds "
                + (clockDifference.isNegative() ? "slow" : "fast");
    }
}
