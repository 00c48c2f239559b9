package io.quarkiverse.cloudfront.cli.explain;

import java.util.ArrayList;
import java.util.List;
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
 * Explains requests with the keys that the user gives. Without keys, it checks everything except the signature, for the key
 * that the request names.
 *
 * @param ofAccount whether some keys are those of an account, of which a key group may have only a part
 */
record KeyedExplainer(List<KnownKey> keys, List<String> hosts, boolean ofAccount) {

    /** Whose keys those are of which nobody knows whether the key group has them. */
    static final String ACCOUNT = "this account (--keys)";

    /** The explanation, with hints about the command line itself. */
    ExplanationReport report(ExplainedRequest request) {
        Explanation explanation;
        try {
            explanation = new Explainer(keys, Set.copyOf(hosts)).explain(request);
        } catch (IllegalArgumentException e) {
            throw CommandException.unknown(String.valueOf(e.getMessage()));
        }
        List<String> hints = new ArrayList<>();
        if (explanation.has(Rule.KEY_PAIR_ID, Finding.State.FAILED) && request.cookies().isEmpty()) {
            hints.add("If you typed this command in a shell, put the URL in single quotes. Otherwise, it ends at the first &.");
        }
        if (explanation.has(Rule.SIGNATURE, Finding.State.UNDECIDED) && explanation.parts().policy().isPresent()) {
            hints.add("Pass the public key with --public-key " + explanation.parts().keyPairId().orElse("ID")
                    + "=FILE, or all keys of your account with --keys FILE.");
        }
        if (!ofAccount && explanation.reason().filter(Reason.Kind.SIGNATURE_MISMATCH::equals).isPresent()) {
            hints.add("To find out whether another key of your account has signed it, pass all of them with --keys FILE.");
        }
        if (explanation.has(Rule.ADDRESS, Finding.State.UNDECIDED)) {
            hints.add("Pass the viewer's address with --ip ADDRESS.");
        }
        boolean unknown = explanation.outcome() == Explanation.Outcome.ALLOWED
                && explanation.parts().signer().filter(ACCOUNT::equals).isPresent();
        return new ExplanationReport(unknown ? ExplanationReport.withoutKeyGroup(explanation) : explanation, hints);
    }
}
