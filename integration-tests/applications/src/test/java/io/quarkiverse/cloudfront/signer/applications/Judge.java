package io.quarkiverse.cloudfront.signer.applications;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.cloudfront.signer.test.CloudFrontVerifier;
import io.quarkiverse.cloudfront.signer.test.SignedGrant;

/**
 * Judges all responses of all applications by the same rules, which do not depend on the framework.
 */
final class Judge {

    private static final Duration EXPIRES_IN = Duration.ofMinutes(15);

    /** Characters that cannot be part of a URL. */
    private static final Pattern BETWEEN_URLS = Pattern.compile("[\\s\"'<>`\\\\,\\[\\](){}]+");

    private static final Pattern UNICODE_ESCAPE = Pattern.compile("\\\\u([0-9a-fA-F]{4})");

    private final CloudFrontVerifier verifier;

    Judge() {
        verifier = CloudFrontVerifier.of(URI.create(Distribution.URL)).trustingPem(Distribution.KEY_PAIR_ID,
                Distribution.publicKey());
    }

    Verdict judge(Grant grant, Answer answer) {
        List<String> urls = urls(answer.text());
        List<Verdict> verdicts = new ArrayList<>();
        for (String url : urls) {
            verdicts.add(verdict(grant, url));
        }
        if (answer.cookies().stream().anyMatch(cookie -> cookie.startsWith("CloudFront-") && !cookie.contains("Max-Age=0"))) {
            verdicts.add(verdict(grant, answer.cookies()));
        }
        if (verdicts.contains(Verdict.UNSIGNED)) {
            return Verdict.UNSIGNED;
        }
        if (verdicts.contains(Verdict.WIDER) || answer.failed() && !verdicts.isEmpty()) {
            return Verdict.WIDER;
        }
        if (!verdicts.isEmpty()) {
            return Verdict.SIGNED;
        }
        return answer.failed() ? Verdict.REFUSED : Verdict.EMPTY;
    }

    private Verdict verdict(Grant grant, String url) {
        return verdict(grant, verifier -> verifier.assertSigned(url), grant != Grant.COOKIES);
    }

    private Verdict verdict(Grant grant, List<String> cookies) {
        return verdict(grant, verifier -> verifier.assertCookies(cookies).opens(Gallery.PICTURE), grant == Grant.COOKIES);
    }

    private Verdict verdict(Grant grant, Function<CloudFrontVerifier, SignedGrant> verification, boolean meant) {
        SignedGrant signed;
        try {
            signed = verification.apply(verifier);
        } catch (AssertionError | IllegalArgumentException e) {
            return Verdict.UNSIGNED;
        }
        try {
            signed.forResource(grant.resource()).expiresWithin(EXPIRES_IN);
        } catch (AssertionError e) {
            return Verdict.WIDER;
        }
        return meant ? Verdict.SIGNED : Verdict.WIDER;
    }

    private static List<String> urls(String text) {
        return BETWEEN_URLS.splitAsStream(unescaped(text)).filter(word -> word.contains(Gallery.MARK)).toList();
    }

    /** As readers of JSON, XML, and server-sent events decode it. */
    private static String unescaped(String text) {
        return UNICODE_ESCAPE.matcher(text)
                .replaceAll(escape -> Matcher
                        .quoteReplacement(Character.toString(Integer.parseInt(escape.group(1), 16))))
                .replace("\\/", "/").replace("&amp;", "&").replaceAll("(?m)^data:", "");
    }
}
