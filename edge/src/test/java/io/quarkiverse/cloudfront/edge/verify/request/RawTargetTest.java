package io.quarkiverse.cloudfront.edge.verify.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RawTargetTest {

    @ParameterizedTest
    @CsvSource({
            "/a, /a",
            "/a?, /a?",
            "/a?x=1, /a?x=1",
            "/a?Expires=1&Signature=s&Key-Pair-Id=K, /a",
            "/a?x=1&Expires=1&Signature=s&Key-Pair-Id=K&Hash-Algorithm=SHA256, /a?x=1",
            "/a?Policy=p&x=1&Signature=s&y=&Key-Pair-Id=K, /a?x=1&y=",
            "/a?b=2&a=1&b=3&Expires=1, /a?b=2&a=1&b=3",
            "/a?&Expires=1, /a?",
            "/a?x&&Expires=1&, /a?x&&",
            "/a%2Fb%40c?x=%2f+%20&Expires=1, /a%2Fb%40c?x=%2f+%20",
            "/a?Expires, /a",
            "/a?x=a=b?c&Policy=a=b, /a?x=a=b?c",
            // case-sensitive, never decoded
            "/a?expires=1&policy=2, /a?expires=1&policy=2",
            "/a?Key%2DPair%2DId=K, /a?Key%2DPair%2DId=K",
            "/Expires=1, /Expires=1",
            "?Expires=1, ''",
            "/a?=1, /a?=1"
    })
    void cloudFrontParameters_areRemovedWithoutOtherChanges(String target, String stripped) {
        assertThat(RawTarget.parse(target).stripped()).isEqualTo(stripped);
    }

    @Test
    void repeatedParameter_keepsEachValue() {
        RawTarget target = RawTarget.parse("/a?Policy=p=q&Policy=&Expires");

        assertThat(target.path()).isEqualTo("/a");
        assertThat(target.reserved().get("Policy")).containsExactly("p=q", "");
        assertThat(target.reserved().get("Expires")).containsExactly("");
    }

    @Test
    void printable_hidesValuesOfSimilarParameters() {
        RawTarget target = RawTarget.parse("/a?signature=secret&POLICY=secret&key%2Dpair%2Did=secret&x=1&Signature=secret");

        assertThat(target.printable()).isEqualTo("/a?signature=...&POLICY=...&key%2Dpair%2Did=...&x=1");
    }

    @Test
    void printable_hasNoControlCharactersAndLimitedLength() {
        assertThat(RawTarget.parse("/a\r\nINFO forged\u202e" + "x".repeat(500)).printable())
                .startsWith("/a??INFO forged?xx").hasSizeLessThan(130).endsWith("...");
    }

    @Test
    void printable_ofCloudFrontsParametersAlone_isThePath() {
        assertThat(RawTarget.parse("/a?Expires=1").printable()).isEqualTo("/a");
    }
}
