package io.quarkiverse.cloudfront.edge.explain;

import java.security.PublicKey;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.quarkiverse.cloudfront.edge.verify.Examination;
import io.quarkiverse.cloudfront.edge.verify.Finding;
import io.quarkiverse.cloudfront.edge.verify.KeyGroup;
import io.quarkiverse.cloudfront.edge.verify.KeyGroup.Background;
import io.quarkiverse.cloudfront.edge.verify.Rule;
import io.quarkiverse.cloudfront.edge.verify.Verifier;
import io.quarkiverse.cloudfront.edge.verify.request.ViewerRequest;

/**
 * Explains what CloudFront does with a signed URL or signed cookies. Immutable and thread-safe.
 *
 * Sentences never contain a signature. The {@linkplain Explanation#parts() parts} repeat the request, without CloudFront's
 * parameters.
 */
public final class Explainer {

    private final List<KnownKey> keys;
    private final KeyGroup trusted;
    private final Background background;

    /**
     * @param keys the known signing keys. If there are none, everything except the key group and the signature is checked
     * @param hosts the hosts for which URLs are signed
     * @throws IllegalArgumentException if CloudFront does not accept one of these keys
     */
    public Explainer(List<KnownKey> keys, Set<String> hosts) {
        this.keys = List.copyOf(keys);
        Map<String, PublicKey> group = new LinkedHashMap<>();
        Map<String, PublicKey> others = new LinkedHashMap<>();
        Set<String> unseen = new LinkedHashSet<>();
        for (KnownKey key : keys) {
            if (key.inKeyGroup() && key.publicKey().isEmpty()) {
                unseen.add(key.keyPairId());
            }
            key.publicKey().ifPresent(publicKey -> (key.inKeyGroup() ? group : others).put(key.keyPairId(), publicKey));
        }
        this.trusted = new KeyGroup("", group);
        this.background = new Background(others, unseen, keys.isEmpty(), hosts);
    }

    /**
     * Explains a request.
     *
     * @throws IllegalArgumentException if the request contains an invalid URL; the message describes what to paste
     */
    public Explanation explain(ExplainedRequest request) {
        PastedUrl signed = PastedUrl.parse(request.url());
        PastedUrl url = request.otherUrl().map(other -> PastedUrl.parse(other).signedAs(signed)).orElse(signed);
        PastedCookies cookies = PastedCookies.parse(request.cookies(), url);
        Examination examination = examine(request, url, cookies.all());
        return new Wording(examination, keys, request, url, cookies.obstacle())
                .explanation(examine(request, url, cookies.sent()).refusal());
    }

    private Examination examine(ExplainedRequest request, PastedUrl url, List<ViewerRequest.Cookie> cookies) {
        ViewerRequest sent = new ViewerRequest(url.scheme(), url.host(), url.target(), cookies, request.viewerAddress());
        Examination examination = new Verifier(Clock.fixed(request.at(), ZoneOffset.UTC)).examine(sent, trusted,
                background);
        return request.viewerAddress().isEmpty() ? withoutAddress(examination) : examination;
    }

    private static Examination withoutAddress(Examination examination) {
        boolean anyAddress = examination.claim().flatMap(claim -> claim.policy().sourceIp())
                .filter(range -> range.prefixLength() == 0).isPresent();
        Finding finding = new Finding(Rule.ADDRESS, anyAddress ? Finding.State.PASSED : Finding.State.UNDECIDED,
                Optional.empty());
        return examination.with(each -> each.rule() == Rule.ADDRESS ? finding : each);
    }
}
