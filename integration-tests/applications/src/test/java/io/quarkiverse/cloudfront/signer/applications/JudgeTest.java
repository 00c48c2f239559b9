package io.quarkiverse.cloudfront.signer.applications;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The verdicts that the judge would return if an application failed.
 */
class JudgeTest {

    private static final String PICTURE = Distribution.URL + Gallery.PICTURE;

    private final Judge judge = new Judge();

    @ParameterizedTest
    @ValueSource(strings = { Gallery.PICTURE, PICTURE, "{\"image\":\"" + PICTURE + "\"}",
            "https:\\/\\/media.example.com\\/albums\\/alps\\/" + Gallery.MARK + ".jpg", "%2Falbums%2F" + Gallery.MARK + ".jpg",
            "\\u002falbums\\u002f" + Gallery.MARK, "<image>" + PICTURE + "?Expires=2&amp;Signature=x</image>" })
    void unsignedUrl_isFoundInEveryForm(String body) {
        assertThat(judge.judge(Grant.FIELD, Answer.message(body))).isEqualTo(Verdict.UNSIGNED);
        assertThat(judge.judge(Grant.FIELD, Answer.refusal(body))).isEqualTo(Verdict.UNSIGNED);
        assertThat(judge.judge(Grant.FIELD, Answer.message(signed(60) + " and " + body))).isEqualTo(Verdict.UNSIGNED);
    }

    @Test
    void unsignedUrlInHeader_isFound() {
        assertThat(judge.judge(Grant.URL, new Answer(303, Map.of("location", List.of(PICTURE)), "")))
                .isEqualTo(Verdict.UNSIGNED);
    }

    @Test
    void signedUrl_isSigned() {
        assertThat(judge.judge(Grant.URL, Answer.message(signed(60)))).isEqualTo(Verdict.SIGNED);
        assertThat(judge.judge(Grant.URL, Answer.message(signed(60).replace("&", "&amp;")))).isEqualTo(Verdict.SIGNED);
    }

    @Test
    void signedUrl_ofAnotherResourceOrLifetimeOrWithAFailure_isWider() {
        assertThat(judge.judge(Grant.WILDCARD, Answer.message(signed(60)))).isEqualTo(Verdict.WIDER);
        assertThat(judge.judge(Grant.URL, Answer.message(signed(3600)))).isEqualTo(Verdict.WIDER);
        assertThat(judge.judge(Grant.URL, Answer.refusal(signed(60)))).isEqualTo(Verdict.WIDER);
        assertThat(judge.judge(Grant.COOKIES, Answer.message(signed(60)))).isEqualTo(Verdict.WIDER);
    }

    @Test
    void answerWithoutUrl_isRejectedOrEmpty() {
        assertThat(judge.judge(Grant.URL, Answer.message("welcome"))).isEqualTo(Verdict.EMPTY);
        assertThat(judge.judge(Grant.URL, Answer.refusal("no"))).isEqualTo(Verdict.REFUSED);
    }

    @Test
    void cookiesOfAForger_areUnsigned() {
        Answer answer = new Answer(200, Map.of("set-cookie", List.of("CloudFront-Policy=x", "CloudFront-Signature=x",
                "CloudFront-Key-Pair-Id=" + Distribution.KEY_PAIR_ID)), "");
        assertThat(judge.judge(Grant.COOKIES, answer)).isEqualTo(Verdict.UNSIGNED);
    }

    private static String signed(int seconds) {
        long expires = Instant.now().getEpochSecond() + seconds;
        String policy = "{\"Statement\":[{\"Resource\":\"" + PICTURE
                + "\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":" + expires + "}}}]}";
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(KeyFactory.getInstance("EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(Distribution.privateKey()))));
            signature.update(policy.getBytes(StandardCharsets.UTF_8));
            String text = Base64.getEncoder().encodeToString(signature.sign()).replace('+', '-').replace('=', '_')
                    .replace('/', '~');
            return PICTURE + "?Expires=" + expires + "&Signature=" + text + "&Key-Pair-Id=" + Distribution.KEY_PAIR_ID
                    + "&Hash-Algorithm=SHA256";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
