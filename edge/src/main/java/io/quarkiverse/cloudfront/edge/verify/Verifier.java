package io.quarkiverse.cloudfront.edge.verify;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Function;

import io.quarkiverse.cloudfront.edge.verify.KeyGroup.Background;
import io.quarkiverse.cloudfront.edge.verify.policy.PolicyParser;
import io.quarkiverse.cloudfront.edge.verify.request.RawTarget;
import io.quarkiverse.cloudfront.edge.verify.request.ViewerRequest;

/**
 * Decides on requests for restricted content as CloudFront does. Immutable and thread-safe.
 *
 * @see <a href=
 *      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-canned-policy.html">Create
 *      a signed URL using a canned policy</a>
 * @see <a href=
 *      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-custom-policy.html">Create
 *      a signed URL using a custom policy</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-signed-cookies.html">Use
 *      signed cookies</a>
 */
public final class Verifier {

    private final Clock clock;
    private final PolicyParser parser = new PolicyParser();

    /** Creates a verifier that uses this clock. */
    public Verifier(Clock clock) {
        this.clock = clock;
    }

    /**
     * Decides whether a request is correctly signed.
     *
     * @param trusted the keys whose signatures are accepted
     * @throws IllegalStateException if this platform lacks a signature algorithm, or its policy forbids it
     */
    public Verdict verify(ViewerRequest request, KeyGroup trusted) {
        return examine(request, trusted, Background.NONE).verdict();
    }

    /**
     * Checks a request against every rule. The request is refused if it violates any of them.
     *
     * @param trusted the keys whose signatures are accepted
     * @param background further knowledge, for better reasons
     * @throws IllegalStateException if this platform lacks a signature algorithm, or its policy forbids it
     */
    public Examination examine(ViewerRequest request, KeyGroup trusted, Background background) {
        RawTarget target = RawTarget.parse(request.target());
        Optional<Credentials> url = Credentials.ofUrl(target);
        Optional<Credentials> cookies = Credentials.ofCookies(request.cookies());
        Instant now = clock.instant();
        Function<Credentials, Examination> examine = credentials -> new Examiner(request, target, trusted, background, now,
                new ArrayList<>()).examine(credentials, parser);
        if (url.isEmpty()) {
            return cookies.map(examine).orElseGet(() -> Examiner.unsigned(target));
        }
        // if the URL has one of CloudFront's parameters, cookies are ignored
        Examination examination = examine.apply(url.get());
        if (examination.refusal().isPresent() && cookies.map(examine).filter(Examination::allows).isPresent()) {
            return examination.explained("; the cookies are valid, but are ignored because the URL has " + url.get().names());
        }
        return examination;
    }
}
