package io.quarkiverse.cloudfront.signer.benchmarks.micro;

import java.util.List;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

import io.quarkiverse.cloudfront.signer.SignedPolicy;
import io.quarkiverse.cloudfront.signer.benchmarks.Goal;
import io.quarkiverse.cloudfront.signer.benchmarks.Rounds;

/**
 * An HTML page of 1 MB with 1,000 URLs of one file, so that {@code String.replace} can also write the signed URLs.
 */
public class SignedTexts extends MicroBenchmark {

    private static final Case SIGNED = Case.text("URLs signed", "signed");
    private static final Case REPLACED = Case.text("the same URLs with String.replace", "replaced");

    private static final int URLS = 1_000;
    private static final String PARAGRAPH = "<p>A sentence of an ordinary article, which has no link.</p>\n".repeat(16);

    private SignedPolicy policy;
    private String url;
    private String signedUrl;
    private String page;

    static List<Case> cases() {
        return List.of(SIGNED, REPLACED);
    }

    static Goal goal(Rounds perSecond) {
        return Goal.atMost("HTML of 1 MB with 1,000 URLs: time, compared with String.replace", 2,
                perSecond.ratio(REPLACED.title(), SIGNED.title()));
    }

    @Setup
    public void setUp(RunningSigners signers) {
        var signer = signers.signer(KeyKind.RSA_SHA256, Crypto.JDK);
        policy = signer.sign(signer.policy(Urls.RESOURCE).build());
        signedUrl = policy.url(Urls.RESOURCE.replace("*", "summit.jpg")).replace("&", "&amp;");
        url = signedUrl.substring(0, signedUrl.indexOf('?'));
        page = (PARAGRAPH + "<img src=\"" + url + "\">\n").repeat(URLS);
    }

    @Benchmark
    public String signed() {
        return policy.markup(page);
    }

    @Benchmark
    public String replaced() {
        return page.replace(url, signedUrl);
    }
}
