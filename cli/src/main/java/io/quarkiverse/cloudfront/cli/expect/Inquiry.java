package io.quarkiverse.cloudfront.cli.expect;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.cli.expect.PathAnswer.Outcome;
import io.quarkiverse.cloudfront.cli.http.Connection;
import io.quarkiverse.cloudfront.cli.http.RawResponse;
import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;

/**
 * Requests each path twice. The request without a signature must be refused because the signature is missing, and the request
 * with a signature must be served. A refusal alone would not show that the signature matters.
 *
 * @param signer null to request only without a signature
 */
record Inquiry(Connection connection, @Nullable CloudFrontSigner signer) {

    static final Duration LIFETIME = Duration.ofMinutes(5);

    PathAnswer ask(String path) {
        try {
            RawResponse unsigned = get(path);
            if (isServed(unsigned)) {
                return new PathAnswer(path, Outcome.OPEN,
                        "it is served without a signature (status " + unsigned.status() + ")");
            }
            if (!unsigned.isFromCloudFront() || !unsigned.answer().equals("MissingKey")) {
                return new PathAnswer(path, Outcome.UNKNOWN, "without a signature, " + describe(unsigned));
            }
            return signer == null
                    ? new PathAnswer(path, Outcome.PRIVATE, "it is refused without a signature (MissingKey)")
                    : askSigned(path, signer);
        } catch (CloudFrontSignerException e) {
            return new PathAnswer(path, Outcome.UNKNOWN, "no URL can be signed for it: " + e.getMessage());
        } catch (IOException e) {
            return new PathAnswer(path, Outcome.UNKNOWN, String.valueOf(e.getMessage()));
        }
    }

    private PathAnswer askSigned(String path, CloudFrontSigner with) throws IOException {
        if (path.contains("*")) {
            return new PathAnswer(path, Outcome.UNKNOWN, "it is refused without a signature (MissingKey), but a signed URL "
                    + "cannot open a pattern. Name an existing file");
        }
        String base = connection.target().base();
        RawResponse signed = get(with.sign(base + path).substring(base.length()));
        return isServed(signed)
                ? new PathAnswer(path, Outcome.PRIVATE, "it is refused without a signature (MissingKey), and served with one")
                : new PathAnswer(path, Outcome.UNKNOWN,
                        "it is refused without a signature (MissingKey), but with one, " + describe(signed));
    }

    private RawResponse get(String target) throws IOException {
        return connection.send("GET", target, List.of(), "");
    }

    private static boolean isServed(RawResponse response) {
        return response.isFromCloudFront() && response.answer().equals(RawResponse.SERVED) && !isErrorPage(response);
    }

    /** Whether a response is the page of a custom error response, which replaces the code, and can have status 200. */
    private static boolean isErrorPage(RawResponse response) {
        return response.code().isEmpty() && response.header("X-Cache").filter("Error from cloudfront"::equals).isPresent();
    }

    /** The reason why a response does not prove anything, and the remedy. */
    private static String describe(RawResponse response) {
        String status = "the answer has status " + response.status();
        if (!response.isFromCloudFront()) {
            return status + ", but is not from CloudFront. Check --url, and whether a proxy or the login page of a network "
                    + "has answered";
        }
        if (response.status() / 100 == 3) {
            return status + ", a redirect. Name the path or the host that it leads to";
        }
        if (response.header("X-Cache").filter("FunctionGeneratedResponse from cloudfront"::equals).isPresent()) {
            return status + " and is from the distribution's function";
        }
        if (response.code().isPresent()) {
            return status + " and the code " + response.code().get() + (response.body().contains("<RequestId>")
                    ? " of S3, so CloudFront may have passed the request on. Name an existing file"
                    : "");
        }
        return status + (response.status() == 403 || isErrorPage(response)
                ? " and a page instead of a code. AWS WAF, a geographic restriction, or an error page of the distribution "
                        + "can be the cause. Check TrustedKeyGroups of the cache behavior"
                : ". Name an existing file");
    }
}
