package io.quarkiverse.cloudfront.edge.explain;

import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.quarkiverse.cloudfront.edge.function.DirectoryLinks;
import io.quarkiverse.cloudfront.edge.function.MarkCheck;
import io.quarkiverse.cloudfront.edge.verify.Examination;
import io.quarkiverse.cloudfront.edge.verify.Finding;
import io.quarkiverse.cloudfront.edge.verify.Rule;
import io.quarkiverse.cloudfront.edge.verify.Verdict;
import io.quarkiverse.cloudfront.edge.verify.policy.Durations;
import io.quarkiverse.cloudfront.edge.verify.policy.PolicyStatement;
import io.quarkiverse.cloudfront.edge.verify.request.Printable;
import io.quarkiverse.cloudfront.edge.verify.request.Reason;
import io.quarkiverse.cloudfront.edge.verify.request.ResponseOverrides;

/** Puts an {@link Examination} into words. */
final class Wording {

    private final Examination examination;
    private final Optional<KnownKey> key;
    private final Instant at;
    private final String viewerAddress;
    private final PastedUrl url;
    private final Optional<SetCookie.Obstacle> obstacle;

    /** @param obstacle the reason why a browser does not send a cookie; empty if it sends all of them */
    Wording(Examination examination, List<KnownKey> keys, ExplainedRequest request, PastedUrl url,
            Optional<SetCookie.Obstacle> obstacle) {
        this.examination = examination;
        this.key = examination.keyPairId().flatMap(id -> keys.stream().filter(each -> each.keyPairId().equals(id)).findFirst());
        this.at = request.at();
        this.viewerAddress = request.viewerAddress();
        this.url = url;
        this.obstacle = obstacle.filter(reason -> isByCookies());
    }

    /**
     * @param withoutThem the reason for which CloudFront refuses the request without the cookies that a browser does not send
     */
    Explanation explanation(Optional<Reason> withoutThem) {
        if (obstacle.isPresent()) {
            return refused(withoutThem.map(Reason::kind).orElse(Reason.Kind.UNSIGNED), obstacle.get().sentence(),
                    obstacle.get().remedy());
        }
        Optional<Finding> refusal = examination.findings().stream()
                .filter(finding -> finding.state() == Finding.State.FAILED).findFirst();
        if (refusal.isPresent()) {
            Reason reason = refusal.get().reason().orElseThrow();
            return refused(reason.kind(), sentence(refusal.get()), remedy(reason));
        }
        if (examination.allows()) {
            return explanation(Explanation.Outcome.ALLOWED, Optional.empty(),
                    "CloudFront serves the object; the grant " + expiry(policy().expires()), Optional.empty());
        }
        if (examination.findings().stream().anyMatch(finding -> finding.rule() == Rule.SIGNATURE
                && finding.state() == Finding.State.PASSED)) {
            return explanation(Explanation.Outcome.UNDECIDED, Optional.empty(),
                    "all other checks passed, but the policy is for viewers in " + policy().sourceIp().orElseThrow()
                            + ", and the viewer's address is not known here",
                    Optional.of("Check again with the address from which the viewer connects to CloudFront."));
        }
        return explanation(Explanation.Outcome.UNDECIDED, Optional.empty(),
                "all other checks passed, but the signature cannot be verified, because the public key of "
                        + examination.keyPairId().orElseThrow() + " is not known here",
                Optional.empty());
    }

    private Explanation refused(Reason.Kind kind, String sentence, String remedy) {
        return explanation(Explanation.Outcome.REFUSED, Optional.of(kind), sentence, Optional.of(remedy));
    }

    private Explanation explanation(Explanation.Outcome outcome, Optional<Reason.Kind> reason, String sentence,
            Optional<String> remedy) {
        Stream<Explanation.Check> browser = isByCookies() ? Stream.of(browser()) : Stream.of();
        return new Explanation(outcome, reason.map(Reason.Kind::code), reason, sentence, remedy, parts(),
                Stream.concat(browser, examination.findings().stream().map(this::check)).toList(), cautions());
    }

    private String remedy(Reason reason) {
        if (reason.kind() == Reason.Kind.UNKNOWN_KEY && key.isPresent()) {
            return "Add the public key to the key group again" + key.get().neededUntil().map(end -> " until " + end).orElse("")
                    + ": a key that is no longer active must stay in it until its last signature has expired.";
        }
        return switch (reason.kind()) {
            case UNSIGNED, KEY_PAIR_ID_MISSING -> Remedy.ofLookalike(examination.target()).orElseGet(
                    () -> Remedy.of(reason.kind()));
            default -> Remedy.of(reason.kind());
        };
    }

    private Explanation.Check browser() {
        return new Explanation.Check(Optional.empty(), "Browser",
                obstacle.isPresent() ? Finding.State.FAILED : Finding.State.PASSED,
                obstacle.map(SetCookie.Obstacle::sentence).orElse("a browser sends the cookies"));
    }

    private Explanation.Check check(Finding finding) {
        return new Explanation.Check(Optional.of(finding.rule()), name(finding.rule()), finding.state(), sentence(finding));
    }

    private static String name(Rule rule) {
        return switch (rule) {
            case SIGNED -> "Signed";
            case KEY_PAIR_ID -> "Key pair ID";
            case KEY -> "Key group";
            case POLICY -> "Policy";
            case SIGNATURE -> "Signature";
            case RESOURCE -> "Resource";
            case START -> "Start";
            case EXPIRY -> "Expiry";
            case ADDRESS -> "Viewer's address";
        };
    }

    private String sentence(Finding finding) {
        return switch (finding.state()) {
            case FAILED -> finding.rule() == Rule.KEY && key.isPresent() ? removed(key.get())
                    : finding.reason().orElseThrow().sentence();
            case UNDECIDED -> undecided(finding.rule());
            case PASSED -> passed(finding.rule());
        };
    }

    private String undecided(Rule rule) {
        if (rule == Rule.ADDRESS) {
            return "the viewer's address is not known here";
        } else if (rule == Rule.KEY && examination.keyPairId().isPresent()) {
            return "no public key was passed";
        }
        return rule == Rule.SIGNATURE && examination.claim().isPresent() ? "the public key is not known here"
                : "cannot be determined";
    }

    private static String removed(KnownKey key) {
        return "the key " + key.keyPairId() + " of " + key.signer() + " is not in the key group"
                + key.neededUntil().map(end -> ", although its signatures are valid until " + end).orElse("");
    }

    private String passed(Rule rule) {
        return switch (rule) {
            case SIGNED -> isByCookies() ? "by cookies" : "by the URL";
            case KEY_PAIR_ID -> examination.keyPairId().orElseThrow();
            case KEY -> "a key of " + key.orElseThrow().signer();
            case POLICY -> isCanned() ? "canned: CloudFront rebuilds it from URL and Expires" : "custom: sent with the request";
            case SIGNATURE -> "valid, made with " + algorithm();
            case RESOURCE -> isCanned() ? "canned: the URL itself"
                    : policy().resource().map(resource -> Printable.of(resource) + " covers the URL")
                            .orElse("the policy does not name a resource, so it covers everything");
            case START -> "valid since " + policy().notBefore().orElseThrow();
            case EXPIRY -> expiry(policy().expires());
            case ADDRESS -> (viewerAddress.isEmpty() ? "any IPv4 address" : Printable.of(viewerAddress)) + " is in "
                    + policy().sourceIp().orElseThrow();
        };
    }

    private String algorithm() {
        boolean ec = key.flatMap(KnownKey::publicKey).filter(ECPublicKey.class::isInstance).isPresent();
        boolean sha256 = examination.hashAlgorithm().filter("SHA256"::equals).isPresent();
        return (ec ? "ECDSA" : "RSA") + " and " + (sha256 ? "SHA-256" : "SHA-1");
    }

    private String expiry(Instant expires) {
        return expires.isAfter(at) ? "expires in " + Durations.inWords(Duration.between(at, expires)) + " (" + expires + ")"
                : "expired " + Durations.inWords(Duration.between(expires, at)) + " ago (" + expires + ")";
    }

    private boolean isByCookies() {
        return examination.source().filter(Verdict.Source.COOKIES::equals).isPresent();
    }

    private boolean isCanned() {
        return examination.claim().filter(Examination.Claim::canned).isPresent();
    }

    private PolicyStatement policy() {
        return examination.claim().orElseThrow().policy();
    }

    private Explanation.Parts parts() {
        Optional<PolicyStatement> policy = examination.claim().map(Examination.Claim::policy);
        return new Explanation.Parts(url.scheme() + "://" + url.host() + examination.target(),
                examination.source().map(Verdict.Source::name),
                examination.claim().map(claim -> claim.canned() ? "canned" : "custom"), examination.keyPairId(),
                key.map(KnownKey::signer), examination.hashAlgorithm(), examination.claim().map(Examination.Claim::json),
                policy.flatMap(PolicyStatement::resource), policy.map(PolicyStatement::expires),
                policy.map(read -> expiry(read.expires())),
                policy.flatMap(PolicyStatement::notBefore), policy.flatMap(PolicyStatement::sourceIp).map(Object::toString));
    }

    /** Ways in which a viewer may get more access than intended, and requirements on the distribution. */
    private List<String> cautions() {
        List<String> cautions = new ArrayList<>();
        ResponseOverrides.requirement(examination.target()).ifPresent(cautions::add);
        // with signed cookies, a parameter of this name belongs to the page itself
        examination.source().filter(Verdict.Source.URL::equals).flatMap(url -> MarkCheck.described(examination.target()))
                .ifPresent(cautions::add);
        if (examination.claim().isEmpty()) {
            return cautions;
        }
        Optional<String> resource = policy().resource();
        examination.source().filter(source -> source == Verdict.Source.URL && !isCanned()).flatMap(url -> resource)
                .flatMap(text -> DirectoryLinks.described(examination.target(), text)).ifPresent(cautions::add);
        if (resource.isEmpty()) {
            cautions.add("The policy does not name a resource: it grants access to every file of every distribution that "
                    + "trusts the key.");
        } else if (isCanned() && resource.get().contains("*")) {
            cautions.add("The URL contains a *: anyone who has it can send the same signature with a custom policy, in which "
                    + "the * is a wildcard. Encode it as %2A before signing.");
        } else if (!isCanned() && resource.get().matches("[^/]*|[^/]*://[^/]*\\*[^/]*(?:/.*)?")) {
            cautions.add("The resource has a wildcard in its host: it may grant access to files of other distributions that "
                    + "trust the key.");
        }
        return cautions;
    }
}
