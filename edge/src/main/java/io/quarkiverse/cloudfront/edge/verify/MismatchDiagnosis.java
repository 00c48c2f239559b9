package io.quarkiverse.cloudfront.edge.verify;

import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.quarkiverse.cloudfront.edge.verify.KeyGroup.Background;
import io.quarkiverse.cloudfront.edge.verify.policy.PolicyStatement;
import io.quarkiverse.cloudfront.edge.verify.request.Printable;
import io.quarkiverse.cloudfront.edge.verify.request.RawTarget;
import io.quarkiverse.cloudfront.edge.verify.request.Reason;
import io.quarkiverse.cloudfront.edge.verify.request.ViewerRequest;

/**
 * Finds out why a signature does not match. The signature does not reveal what was signed, so common mistakes are tried one
 * after the other, until the signature is valid for one of them. The result is therefore proven, not guessed.
 */
record MismatchDiagnosis(ViewerRequest request, RawTarget target, Examiner.Presented presented, KeyGroup trusted,
        Background background) {

    /**
     * The maximum number of parameters and directories, which is more than a URL usually has, but small enough to be tried
     * quickly.
     */
    private static final int MAX_TRIED = 24;

    Reason reason() {
        return otherScheme().or(this::otherKey).or(this::otherText).orElseGet(this::unexplained);
    }

    private Optional<Reason> otherScheme() {
        PublicKey key = presented.key();
        for (SignatureScheme scheme : schemes(key)) {
            if (scheme != presented.scheme() && matches(scheme, key, presented.claim().json())) {
                return reason(scheme.isAccepted() ? Reason.Kind.HASH_DIFFERS : Reason.Kind.SIGNATURE_FORM_DIFFERS,
                        "it was made with " + scheme.label() + ", but the request makes CloudFront expect "
                                + presented.scheme().label());
            }
        }
        return Optional.empty();
    }

    private Optional<Reason> otherKey() {
        Map<String, PublicKey> keys = new LinkedHashMap<>(background.otherKeys());
        keys.putAll(trusted.keys());
        for (Map.Entry<String, PublicKey> entry : keys.entrySet()) {
            for (SignatureScheme scheme : schemes(entry.getValue())) {
                if (!entry.getKey().equals(presented.keyPairId())
                        && matches(scheme, entry.getValue(), presented.claim().json())) {
                    return reason(Reason.Kind.KEY_DIFFERS, "it was made with the key " + entry.getKey()
                            + ", but the request names " + presented.keyPairId());
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Reason> otherText() {
        if (!presented.claim().canned()) {
            return Optional.empty();
        }
        for (Guess guess : guesses()) {
            if (matches(presented.scheme(), presented.key(), PolicyStatement.cannedJson(guess.resource(), guess.expires()))) {
                return reason(guess.kind(), guess.sentence());
            }
        }
        return Optional.empty();
    }

    /** The texts that may have been signed by mistake instead of the URL of this request. */
    private List<Guess> guesses() {
        String expires = String.valueOf(presented.claim().policy().expires().getEpochSecond());
        String base = request.scheme() + "://" + request.host();
        String stripped = target.stripped();
        List<Guess> guesses = new ArrayList<>();

        String otherScheme = request.scheme().equals("https") ? "http" : "https";
        guesses.add(new Guess(Reason.Kind.SCHEME_DIFFERS, otherScheme + "://" + request.host() + stripped, expires,
                "the URL was signed for " + otherScheme + ", but requested over " + request.scheme()));
        for (String host : otherHosts()) {
            Reason.Kind kind = Reason.Kind.otherHost(host, request.host());
            guesses.add(new Guess(kind, request.scheme() + "://" + host + stripped, expires, "the URL was signed for the host "
                    + Printable.of(host) + ", but requested from " + Printable.of(request.host())));
        }
        String lower = target.path().toLowerCase(Locale.ROOT);
        guesses.add(new Guess(Reason.Kind.CASE_DIFFERS, base + lower + stripped.substring(target.path().length()), expires,
                "the URL was signed for the path " + Printable.of(lower) + ", but requested with the path "
                        + Printable.of(target.path())));
        for (String query : otherQueries()) {
            guesses.add(new Guess(Reason.Kind.QUERY_DIFFERS, base + target.path() + query, expires,
                    "the query string was added to or changed after signing"));
        }
        for (String wildcard : wildcards()) {
            guesses.add(new Guess(Reason.Kind.WILDCARD_IN_CANNED, base + wildcard, expires, "a canned policy was signed for "
                    + Printable.of(base + wildcard) + ", but CloudFront does not support wildcards in canned policies"));
        }
        new OtherEncodings(target).sentences().forEach((signed, sentence) -> guesses
                .add(new Guess(Reason.Kind.ENCODING_DIFFERS, base + signed, expires, sentence)));
        guesses.add(new Guess(Reason.Kind.EXPIRY_IN_MILLISECONDS, base + stripped, expires + "000",
                "the expiry was signed in milliseconds; CloudFront's dates are in seconds"));
        return guesses;
    }

    private Set<String> otherHosts() {
        String defaultPort = request.scheme().equals("https") ? ":443" : ":80";
        String host = request.host();
        Set<String> hosts = new LinkedHashSet<>();
        hosts.add(host.toLowerCase(Locale.ROOT));
        hosts.add(host.endsWith(defaultPort) ? host.substring(0, host.length() - defaultPort.length()) : host + defaultPort);
        hosts.addAll(background.hosts());
        return hosts;
    }

    /**
     * The wildcards that may have been meant to cover the URL: for each directory above it, with and without the file's
     * extension, and for the URL itself.
     */
    private List<String> wildcards() {
        String path = target.path();
        int dot = path.lastIndexOf('.');
        List<String> wildcards = new ArrayList<>(List.of(path + "*", path + "?*"));
        for (int slash = path.lastIndexOf('/'); slash >= 0 && wildcards.size() < MAX_TRIED; slash = path
                .lastIndexOf('/', slash - 1)) {
            String directory = path.substring(0, slash + 1);
            wildcards.add(directory + "*");
            if (dot > slash) {
                wildcards.add(directory + "*" + path.substring(dot));
            }
        }
        return wildcards;
    }

    /**
     * The query strings with some parameters left out: all of them, the last ones, or any single one. If there are no
     * parameters, an empty query.
     */
    private List<String> otherQueries() {
        List<String> parameters = target.parameters();
        List<String> queries = new ArrayList<>();
        if (parameters.isEmpty()) {
            queries.add("?");
        }
        for (int dropped = 0; dropped < Math.min(parameters.size(), MAX_TRIED); dropped++) {
            queries.add(query(parameters.subList(0, dropped)));
            List<String> others = new ArrayList<>(parameters);
            others.remove(dropped);
            queries.add(query(others));
        }
        return queries;
    }

    private static String query(List<String> parameters) {
        return parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
    }

    private boolean matches(SignatureScheme scheme, PublicKey key, String text) {
        try {
            return scheme.verify(key, text, presented.signature());
        } catch (IllegalStateException e) {
            // a scheme that this platform cannot verify is not considered as the reason
            return false;
        }
    }

    private Reason unexplained() {
        String sentence = presented.claim().canned()
                ? "CloudFront rebuilt the canned policy for " + Printable.of(request.scheme() + "://" + request.host())
                        + target.printable() + " and " + presented.claim().policy().expires()
                        + "; either a different policy was signed, or another key was used"
                : "the policy was changed after signing, or signed with another key";
        return reason(Reason.Kind.SIGNATURE_MISMATCH, sentence).orElseThrow();
    }

    private static Optional<Reason> reason(Reason.Kind kind, String sentence) {
        return Optional.of(new Reason(kind, "the signature does not match: " + sentence));
    }

    private static List<SignatureScheme> schemes(PublicKey key) {
        return key instanceof ECPublicKey
                ? List.of(SignatureScheme.ECDSA_SHA256, SignatureScheme.ECDSA_SHA1, SignatureScheme.ECDSA_P1363)
                : List.of(SignatureScheme.RSA_SHA256, SignatureScheme.RSA_SHA1, SignatureScheme.RSA_PSS);
    }

    /** A mistake: what would have been signed, and the explanation. */
    private record Guess(Reason.Kind kind, String resource, String expires, String sentence) {
    }
}
