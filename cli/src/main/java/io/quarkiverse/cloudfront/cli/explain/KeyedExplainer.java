package io.quarkiverse.cloudfront.cli.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.quarkiverse.cloudfront.cli.output.CommandException;
import io.quarkiverse.cloudfront.edge.explain.ExplainedRequest;
import io.quarkiverse.cloudfront.edge.explain.Explainer;
import io.quarkiverse.cloudfront.edge.explain.Explanation;
import io.quarkiverse.cloudfront.edge.explain.KnownKey;
import io.quarkiverse.cloudfront.edge.verify.Finding;
import io.quarkiverse.cloudfront.edge.verify.Rule;
import io.quarkiverse.cloudfront.edge.verify.request.Reason;

/**
 * Explains requests with the keys that the user passes. If there are none, everything except the signature is checked, for the
 * key that the request names.
 *
 * @param ofAccount whether some keys are those of an account, of which a key group may contain only some
 */
record KeyedExplainer(List<KnownKey> keys, List<String> hosts, boolean ofAccount) {

    /** The owner of keys that are perhaps not in the key group. */
    static final String ACCOUNT = "this account (--keys)";

    /** The explanation, with hints about the command line itself. */
    ExplanationReport report(ExplainedRequest request) {
        Explanation explanation;
        try {
            explanation = new Explainer(keys, Set.copyOf(hosts)).explain(request);
        } catch (IllegalArgumentException e) {
            throw CommandException.unknown(String.valueOf(e.getMessage()));
        }
        boolean unknown = explanation.outcome() == Explanation.Outcome.ALLOWED
                && explanation.parts().signer().filter(ACCOUNT::equals).isPresent();
        return new ExplanationReport(unknown ? ExplanationReport.withoutKeyGroup(explanation)
                : remedy(explanation).map(explanation::withRemedy).orElse(explanation), hints(explanation, request));
    }

    /**
     * The remedy that the command's options allow, instead of the general one. It never asks for something that was already
     * passed.
     */
    private Optional<String> remedy(Explanation explanation) {
        String id = explanation.parts().keyPairId().orElse("ID");
        if (explanation.needsPublicKey()) {
            return Optional.of("Pass the public key with --public-key " + id + "=FILE, or all keys of your account with --keys "
                    + "FILE.");
        }
        if (explanation.outcome() == Explanation.Outcome.UNDECIDED) {
            return Optional.of("Pass the address from which the viewer connects to CloudFront with --ip ADDRESS.");
        }
        if (!is(explanation, Reason.Kind.UNKNOWN_KEY)) {
            return Optional.empty();
        }
        return Optional.of(ofAccount
                ? "Sign with a key that --keys lists. Most likely, " + id + " was rotated out and deleted, and a replica or a "
                        + "stored URL still has it. Otherwise, the file is from another account, or is older than the key."
                : "If the key group has " + id + ", too, pass its public key with --public-key " + id + "=FILE, or all keys of "
                        + "your account with --keys FILE. Otherwise, add it to the key group, or sign with a key that is in it.");
    }

    /** Hints at options that were not passed and that could help to find out more. */
    private List<String> hints(Explanation explanation, ExplainedRequest request) {
        List<String> hints = new ArrayList<>();
        if (explanation.has(Rule.KEY_PAIR_ID, Finding.State.FAILED) && request.cookies().isEmpty()) {
            hints.add("If you typed this command in a shell, put the URL in single quotes. Otherwise, it ends at the first &.");
        }
        if (keys.isEmpty() && !explanation.needsPublicKey() && explanation.has(Rule.SIGNATURE, Finding.State.UNDECIDED)
                && explanation.parts().policy().isPresent()) {
            hints.add("To check the signature, too, pass the public key with --public-key "
                    + explanation.parts().keyPairId().orElse("ID") + "=FILE, or all keys of your account with --keys FILE.");
        }
        if (is(explanation, Reason.Kind.SIGNATURE_MISMATCH)) {
            if (explanation.parts().kind().filter("canned"::equals).isPresent()) {
                hints.add((hosts.isEmpty() ? "If the URL was signed for another host, such as an alternate domain name, pass "
                        + "that with --host HOST."
                        : "With this path, it was not signed for " + String.join(" or ", hosts) + ".")
                        + " The case of the path matters, too.");
            }
            if (!ofAccount) {
                hints.add("To find out whether another key of your account has signed it, pass all of them with --keys FILE.");
            }
        }
        boolean addressIsTheRemedy = explanation.outcome() == Explanation.Outcome.UNDECIDED && !explanation.needsPublicKey();
        if (explanation.has(Rule.ADDRESS, Finding.State.UNDECIDED) && !addressIsTheRemedy) {
            hints.add("Pass the viewer's address with --ip ADDRESS.");
        }
        return hints;
    }

    private static boolean is(Explanation explanation, Reason.Kind kind) {
        return explanation.reason().filter(kind::equals).isPresent();
    }
}
