package io.quarkiverse.cloudfront.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.cloudfront.cli.http.Target;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;

class PlaceholdersTest {

    private static final KeyPair PAIR = NewKey.rsaPair();
    private static final AskingKey KEY = new AskingKey("KASKEDabc", PAIR.getPrivate());
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000, 999_000_000);
    private static final int VIEWER = 0xC0_00_02_FE;
    private static final String CANNED = "{\"Statement\":[{\"Resource\":\"https://D1.example:8443/probe/a.txt\",\"Condition\":"
            + "{\"DateLessThan\":{\"AWS:EpochTime\":1800003600}}}]}";

    private static Placeholders placeholders(String... fields) {
        Map<String, Object> question = new HashMap<>(Map.of("id", "a", "expect", "served", "target", "/probe/a.txt?<canned>"));
        for (int i = 0; i < fields.length; i += 2) {
            question.put(fields[i], fields[i + 1]);
        }
        Target target = new Target("https", "D1.example", 8443, false);
        return new Placeholders(new Question(question), target, KEY, "KOTHER", NOW, VIEWER);
    }

    private static byte[] decoded(String text) {
        return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '=').replace('~', '/'));
    }

    private static boolean verifies(String algorithm, String text, String signature) throws Exception {
        Signature verifier = Signature.getInstance(algorithm);
        verifier.initVerify(PAIR.getPublic());
        verifier.update(text.getBytes(StandardCharsets.UTF_8));
        return verifier.verify(decoded(signature));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "a<base>/b|ahttps://D1.example:8443/b", "<scheme>|https", "<scheme-upper>|HTTPS",
            "http<scheme-rest-marks>|http??", "<other-scheme>|http", "<host>|D1.example:8443", "<host-upper>|D1.EXAMPLE:8443",
            "<host-mark>|?1.example:8443", "<hostname>|D1.example", "<id>,<other-id>|KASKEDabc,KOTHER", "<id-lower>|kaskedabc",
            "<now>|1800000000", "<now+60>|1800000060", "<now-60>|1799999940", "<now-ms>|1800000000000",
            "<now-ms+1>|1800000001000",
            "<ip>|192.0.2.254", "<other-ip>|192.0.2.255", "<far-ip>|128.0.2.254", "<expires>|1800003600",
            "a<marker>|a&Hash-Algorithm=SHA256", "a<marker-cookie>|a; CloudFront-Hash-Algorithm=SHA256", "$1<b c>|$1<b c>" })
    void placeholder_isReplaced(String text, String expected) {
        assertThat(placeholders().resolve(text)).isEqualTo(expected);
    }

    @Test
    void sha1_hasNoMarker_unlessTheQuestionHasOne() {
        assertThat(placeholders("scheme", "SHA1").resolve("a<marker><marker-cookie>")).isEqualTo("a");
        assertThat(placeholders("scheme", "SHA1", "marker", "SHA512").resolve("<marker>")).isEqualTo("&Hash-Algorithm=SHA512");
        assertThat(placeholders("marker", "").resolve("a<marker>")).isEqualTo("a");
        assertThat(placeholders("expires", "<now-1>").resolve("<expires>")).isEqualTo("1799999999");
    }

    @Test
    void cannedPolicy_isSigned() throws Exception {
        Placeholders placeholders = placeholders();
        String query = placeholders.resolve("<canned>");

        assertThat(query)
                .matches("Expires=1800003600&Signature=[A-Za-z0-9~_-]{344}&Key-Pair-Id=KASKEDabc&Hash-Algorithm=SHA256");
        assertThat(verifies("SHA256withRSA", CANNED, query.split("[=&]")[3])).isTrue();
        assertThat(verifies("SHA1withRSA", CANNED, placeholders("scheme", "SHA1").resolve("<signature>"))).isTrue();
        String other = CANNED.replace("a.txt", "b.txt");
        assertThat(verifies("SHA256withRSA", other, placeholders("resource", "<base>/probe/b.txt").resolve("<signature>")))
                .isTrue();
        assertThat(verifies("SHA256withRSA", "1800000000", placeholders("signed", "<now>").resolve("<signature>"))).isTrue();
    }

    @Test
    void customPolicy_isEncodedAndSigned() throws Exception {
        String[] query = placeholders("policy", "ä<now>").resolve("<custom>").split("[=&]");

        assertThat(query).contains("Policy", "Signature", "Key-Pair-Id", "KASKEDabc", "Hash-Algorithm", "SHA256");
        assertThat(decoded(query[1])).asString(StandardCharsets.UTF_8).isEqualTo("ä1800000000");
        assertThat(verifies("SHA256withRSA", "ä1800000000", query[3])).isTrue();
        assertThat(decoded(placeholders("policy", "ä", "charset", "ISO-8859-1").resolve("<policy>"))).containsExactly(0xE4);
    }

    /** A text of one byte more than a multiple of three needs all of base64's padding. */
    @Test
    void base64_isWrittenInOtherForms() {
        Placeholders placeholders = placeholders("policy", "???~~~a", "target", "/<policy-bits>");
        String policy = placeholders.resolve("<policy>");
        String ordinary = Base64.getEncoder().encodeToString("???~~~a".getBytes(StandardCharsets.UTF_8));

        assertThat(policy).isEqualTo(ordinary.replace('+', '-').replace('=', '_').replace('/', '~')).endsWith("_");
        assertThat(placeholders.resolve("<policy-standard>")).isEqualTo(ordinary);
        assertThat(placeholders.resolve("<policy-url>"))
                .isEqualTo(Base64.getUrlEncoder().encodeToString("???~~~a".getBytes(StandardCharsets.UTF_8)));
        assertThat(placeholders.resolve("<policy-unpadded>")).isEqualTo(policy.replace("_", ""));
        assertThat(placeholders.resolve("<policy-percent>")).isEqualTo(policy.replace("_", "%5F"));
        String bits = placeholders.resolve("<policy-bits>");
        assertThat(bits).isNotEqualTo(policy).hasSameSizeAs(policy);
        assertThat(decoded(bits)).isEqualTo(decoded(policy));
        assertThatThrownBy(() -> placeholders.resolve("<policy-none>")).hasMessage("Unknown placeholder: policy-none");
    }

    @Test
    void policyOfAQuestionAboutBase64_getsPadding() {
        assertThat(decoded(placeholders("policy", "ab", "target", "/<policy-bits>").resolve("<policy>")))
                .asString(StandardCharsets.UTF_8).isEqualTo("ab  ");
        assertThat(decoded(placeholders("policy", "ab").resolve("<policy>"))).asString(StandardCharsets.UTF_8).isEqualTo("ab");
    }

    @Test
    void fill_makesTheUrlAsLongAsItSays() {
        String target = "/probe/<fill:2000>?<canned>";
        Placeholders placeholders = placeholders("target", target, "resource", "<base>/probe/<fill:2000>");

        assertThat("https://D1.example:8443" + placeholders.resolve(target)).hasSize(2000).contains("/probe/xxx");
    }

    @Test
    void secrets_areLeftOut() {
        Placeholders placeholders = placeholders("policy", "{}");
        String query = placeholders.resolve("<custom>");

        assertThat(placeholders.withoutSecrets("GET https://D1.example:8443/?" + query + " to D1.example from 192.0.2.254"))
                .isEqualTo(
                        "GET https://<host>/?Policy=...&Signature=...&Key-Pair-Id=<id>&Hash-Algorithm=SHA256 to <host> from <ip>");
        assertThat(placeholders().withoutSecrets("a")).isEqualTo("a");
    }
}
