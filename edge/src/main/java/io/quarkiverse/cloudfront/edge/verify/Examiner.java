package io.quarkiverse.cloudfront.edge.verify;

import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import io.quarkiverse.cloudfront.edge.verify.KeyGroup.Background;
import io.quarkiverse.cloudfront.edge.verify.policy.PolicyConditions;
import io.quarkiverse.cloudfront.edge.verify.policy.PolicyParser;
import io.quarkiverse.cloudfront.edge.verify.policy.PolicyStatement;
import io.quarkiverse.cloudfront.edge.verify.request.Printable;
import io.quarkiverse.cloudfront.edge.verify.request.RawTarget;
import io.quarkiverse.cloudfront.edge.verify.request.Reason;
import io.quarkiverse.cloudfront.edge.verify.request.Refusal;
import io.quarkiverse.cloudfront.edge.verify.request.ViewerRequest;

/** Checks a request against all rules, each of them as far as its result can be determined. */
record Examiner(ViewerRequest request, RawTarget target, KeyGroup trusted, Background background, Instant now,
        List<Finding> findings) {

    static Examination unsigned(RawTarget target) {
        return new Examination(Optional.empty(), target.stripped(), Optional.empty(), Optional.empty(), Optional.empty(),
                List.of(Finding.failed(Rule.SIGNED, new Reason(Reason.Kind.UNSIGNED,
                        "unsigned: neither the URL nor a cookie has any of CloudFront's parameters"))));
    }

    Examination examine(Credentials credentials, PolicyParser parser) {
        CredentialsReader reader = new CredentialsReader(credentials, parser);
        findings.add(Finding.passed(Rule.SIGNED));
        Optional<String> keyPairId = find(Rule.KEY_PAIR_ID, () -> Optional.of(reader.keyPairId()));
        Optional<PublicKey> key = key(keyPairId);
        String url = request.scheme() + "://" + request.host() + target.stripped();
        Optional<Examination.Claim> claim = find(Rule.POLICY, () -> Optional.of(reader.claim(url)));
        find(Rule.SIGNATURE, () -> presented(reader, keyPairId, key, claim));
        conditions(claim);
        return new Examination(Optional.of(credentials.source()), target.stripped(), keyPairId,
                credentials.first(RawTarget.HASH_ALGORITHM), claim, findings);
    }

    private Optional<PublicKey> key(Optional<String> keyPairId) {
        if (keyPairId.isEmpty() || background.keysUnknown()) {
            findings.add(Finding.undecided(Rule.KEY));
            return Optional.empty();
        }
        String id = keyPairId.get();
        if (trusted.keys().containsKey(id) || background.unseenKeys().contains(id)) {
            findings.add(Finding.passed(Rule.KEY));
            return Optional.ofNullable(trusted.keys().get(id));
        }
        String ids = String.join(", ", trusted.keys().keySet());
        String unnamed = ids.isEmpty() ? "no keys are known here" : "the known keys are " + ids;
        String known = trusted.name().isEmpty() ? unnamed
                : "the trusted key group '" + trusted.name() + "' has " + (ids.isEmpty() ? "no keys" : ids);
        findings.add(Finding.failed(Rule.KEY, new Reason(Reason.Kind.UNKNOWN_KEY, "unknown key pair ID "
                + Printable.word(id) + "; " + known)));
        return Optional.ofNullable(background.otherKeys().get(id));
    }

    private Optional<Presented> presented(CredentialsReader reader, Optional<String> keyPairId, Optional<PublicKey> key,
            Optional<Examination.Claim> claim) {
        byte[] signature = reader.signature();
        if (key.isEmpty()) {
            return Optional.empty();
        }
        SignatureScheme scheme = reader.scheme(key.get());
        if (claim.isEmpty()) {
            return Optional.empty();
        }
        Presented presented = new Presented(keyPairId.orElseThrow(), key.get(), scheme, signature, claim.get());
        if (!presented.matches()) {
            throw new Refusal(new MismatchDiagnosis(request, target, presented, trusted, background).reason());
        }
        return Optional.of(presented);
    }

    private void conditions(Optional<Examination.Claim> claim) {
        if (claim.isEmpty()) {
            findings.add(Finding.undecided(Rule.RESOURCE));
            findings.add(Finding.undecided(Rule.EXPIRY));
            return;
        }
        PolicyStatement policy = claim.get().policy();
        PolicyConditions conditions = new PolicyConditions(policy, request, target, now);
        condition(Rule.RESOURCE, conditions::checkResource);
        if (policy.notBefore().isPresent()) {
            condition(Rule.START, conditions::checkStart);
        }
        condition(Rule.EXPIRY, conditions::checkExpiry);
        if (policy.sourceIp().isPresent()) {
            condition(Rule.ADDRESS, conditions::checkAddress);
        }
    }

    private void condition(Rule rule, Runnable check) {
        find(rule, () -> {
            check.run();
            return Optional.of(rule);
        });
    }

    private <T> Optional<T> find(Rule rule, Supplier<Optional<T>> reading) {
        try {
            Optional<T> read = reading.get();
            findings.add(read.isPresent() ? Finding.passed(rule) : Finding.undecided(rule));
            return read;
        } catch (Refusal refusal) {
            findings.add(Finding.failed(rule, refusal.reason()));
            return Optional.empty();
        }
    }

    /**
     * A signature as the request presents it, ready to be verified.
     *
     * @param key the public key with this key pair ID
     * @param claim the policy that is claimed to be signed
     */
    record Presented(String keyPairId, PublicKey key, SignatureScheme scheme, byte[] signature, Examination.Claim claim) {

        boolean matches() {
            return scheme.verify(key, claim.json(), signature);
        }
    }
}
