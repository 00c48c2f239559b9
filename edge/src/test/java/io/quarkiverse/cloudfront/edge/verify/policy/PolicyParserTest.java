package io.quarkiverse.cloudfront.edge.verify.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.edge.Assumed;
import io.quarkiverse.cloudfront.edge.verify.request.ErrorCode;
import io.quarkiverse.cloudfront.edge.verify.request.Refusal;

class PolicyParserTest {

    private static final String LESS = "\"DateLessThan\":{\"AWS:EpochTime\":2000000000}";

    private final PolicyParser parser = new PolicyParser();

    @Test
    void completePolicy_isRead() {
        PolicyStatement policy = parse("""
                {
                  "Statement": [ {
                    "Resource": "http*://e.com/a\\\\?b",
                    "Condition": {
                      "DateGreaterThan": { "AWS:EpochTime": 1000000000 },
                      "IpAddress": { "AWS:SourceIp": "192.0.2.0/24" },
                      "DateLessThan": { "AWS:EpochTime": 2147483647 }
                    }
                  } ]
                }
                """);

        assertThat(policy.resource()).hasValue("http*://e.com/a\\?b");
        assertThat(policy.expires()).isEqualTo(Instant.ofEpochSecond(2147483647L));
        assertThat(policy.notBefore()).hasValue(Instant.ofEpochSecond(1000000000));
        assertThat(policy.sourceIp()).hasValue(Ipv4Range.parse("192.0.2.0/24").orElseThrow());
    }

    @Test
    void policyWithoutAResource_isRead() {
        PolicyStatement policy = parse("{\"Statement\":[{\"Condition\":{" + LESS + "}}]}");

        assertThat(policy.resource()).isEmpty();
        assertThat(policy.notBefore()).isEmpty();
        assertThat(policy.sourceIp()).isEmpty();
    }

    @Assumed(value = Assumed.STRICT, asks = { "custom-array", "custom-trailing-text", "custom-two-objects",
            "custom-single-quotes", "custom-trailing-comma", "custom-comment", "custom-no-statement", "custom-statement-object",
            "custom-version", "custom-duplicate", "custom-no-statements", "custom-no-condition", "custom-effect",
            "custom-unknown-condition", "custom-deep" })
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "``                                                                           | is not an object",
            "null                                                                         | is not an object",
            "[]                                                                           | is not an object",
            "7                                                                            | is not an object",
            "{                                                                            | not valid JSON",
            "{} {}                                                                        | followed by further text",
            "{\"Statement\":[]} x                                                         | not valid JSON",
            "{'Statement':[]}                                                             | not valid JSON",
            "{\"Statement\":[],}                                                          | not valid JSON",
            "/**/{\"Statement\":[]}                                                       | not valid JSON",
            "{}                                                                           | no 'Statement' array",
            "{\"Statement\":{}}                                                           | no 'Statement' array",
            "{\"statement\":[]}                                                           | unknown property: statement",
            "{\"Statement\":[],\"Version\":\"2012\"}                                      | unknown property: Version",
            "{\"Statement\":[],\"Statement\":[]}                                          | a duplicate name",
            "{\"Statement\":[]}                                                           | 0 statements",
            "{\"Statement\":[{},{}]}                                                      | 2 statements",
            "{\"Statement\":[7]}                                                          | the statement is not an object",
            "{\"Statement\":[{}]}                                                         | 'Condition' is not an object",
            "{\"Statement\":[{\"Resource\":\"*\",\"Resource\":\"*\"}]}                    | a duplicate name",
            "{\"Statement\":[{\"Effect\":\"Allow\"}]}                                     | unknown property: Effect",
            "{\"Statement\":[{\"Condition\":{}}]}                                         | no 'DateLessThan'",
            "{\"Statement\":[{\"Condition\":{\"StringLike\":{}}}]}                        | unknown property: StringLike",
            "[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]                                     | not valid JSON"
    })
    void otherStructure_isRejected(String json, String sentence) {
        assertThatThrownBy(() -> parse(json)).isInstanceOf(Refusal.class).hasMessageContaining(sentence);
    }

    @Assumed(value = Assumed.STRICT, asks = { "custom-date-too-large", "custom-date-milliseconds", "custom-date-negative",
            "custom-date-string", "custom-date-decimal", "custom-date-null" })
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "100000000000         | milliseconds",
            "1700000000000        | milliseconds",
            "-1                   | before 1970",
            "99999999999999999999 | too large",
            "\"1700000000\"       | not an integer",
            "1.7e9                | not an integer",
            "1700000000.0         | not an integer",
            "true                 | not an integer",
            "null                 | not an integer",
            "0700000000           | not valid JSON",
            "+700000000           | not valid JSON",
            "NaN                  | not valid JSON"
    })
    void otherDate_isRejected(String date, String sentence) {
        assertThatThrownBy(() -> parse(
                "{\"Statement\":[{\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":" + date + "}}}]}"))
                .isInstanceOf(Refusal.class).hasMessageContaining(sentence);
        assertThatThrownBy(() -> parse("{\"Statement\":[{\"Condition\":{" + LESS
                + ",\"DateGreaterThan\":{\"AWS:EpochTime\":" + date + "}}}]}"))
                .isInstanceOf(Refusal.class).hasMessageContaining(sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{\"AWS:SourceIp\":\"2001:db8::/32\"}   | not an IPv4 address or range: 2001:db8::/32",
            "{\"AWS:SourceIp\":\"\"}                | not an IPv4 address",
            "{\"AWS:SourceIp\":[\"1.2.3.4\"]}       | not a string",
            "{\"SourceIp\":\"1.2.3.4\"}             | unknown property: SourceIp",
            "{}                                     | not a string",
            "\"1.2.3.4\"                            | 'IpAddress' is not an object"
    })
    void otherAddress_isRejected(String condition, String sentence) {
        assertThatThrownBy(
                () -> parse("{\"Statement\":[{\"Condition\":{" + LESS + ",\"IpAddress\":" + condition + "}}]}"))
                .isInstanceOf(Refusal.class).hasMessageContaining(sentence);
    }

    @Test
    void conditionWithoutPrefixOrResourceThatIsNotAString_isRejected() {
        assertThatThrownBy(() -> parse("{\"Statement\":[{\"Condition\":{\"DateLessThan\":{\"EpochTime\":1}}}]}"))
                .hasMessageContaining("unknown property: EpochTime");
        assertThatThrownBy(() -> parse("{\"Statement\":[{\"Resource\":[\"*\"],\"Condition\":{" + LESS + "}}]}"))
                .hasMessageContaining("'Resource' is not a string");
        assertThatThrownBy(() -> parse("{\"Statement\":[{\"Resource\":null,\"Condition\":{" + LESS + "}}]}"))
                .hasMessageContaining("'Resource' is not a string");
    }

    @Assumed(value = Assumed.STRICT, asks = { "custom-utf16", "custom-latin1", "custom-byte-order-mark" })
    @Test
    void otherEncodingThanUtf8_isRejected() {
        String json = "{\"Statement\":[{\"Condition\":{" + LESS + "}}]}";
        assertThatThrownBy(() -> parser.parse(json.getBytes(StandardCharsets.UTF_16LE))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> parser.parse(json.getBytes(StandardCharsets.UTF_16))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> parser.parse(new byte[] { '{', (byte) 0xff, '}' })).hasMessageContaining("not UTF-8");
    }

    @Assumed(value = Assumed.ERROR_CODES, asks = "custom-no-date")
    @Test
    void rejectedPolicy_isAMalformedPolicy() {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> parse("{}"));

        assertThat(refusal.reason().kind().code()).isEqualTo(ErrorCode.MALFORMED_POLICY);
    }

    @Test
    void policy_withRandomChanges_isReadOrRefused() {
        long seed = Long.getLong("tests.seed", new Random().nextLong());
        Random random = new Random(seed);
        for (int i = 0; i < 1000; i++) {
            byte[] json = PolicyParserFuzz.seeds().get(0);
            for (int change = random.nextInt(4); change >= 0; change--) {
                json[random.nextInt(json.length)] = (byte) random.nextInt(256);
            }
            assertThatCode(() -> PolicyParserFuzz.check(json)).as("-Dtests.seed=%d repeats it", seed)
                    .doesNotThrowAnyException();
        }
    }

    private PolicyStatement parse(String json) {
        return parser.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(longs = { 0, Integer.MAX_VALUE, 1L << 31, 99_999_999_999L })
    void date_atTheEndsOfTheRange_isRead(long seconds) {
        assertThat(parse("{\"Statement\":[{\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":" + seconds + "}}}]}").expires())
                .isEqualTo(Instant.ofEpochSecond(seconds));
    }

    @Test
    void date_before1970_isNotTakenForMilliseconds() {
        assertThatThrownBy(() -> PolicyParser.date("Expires", -1))
                .hasMessage("Expires is -1, which is before 1970");
    }

    @Assumed(value = "dates have 64 bits, but users report MalformedPolicy for milliseconds", asks = {
            "custom-date-milliseconds", "canned-milliseconds", "canned-too-large" })
    @ParameterizedTest
    @ValueSource(longs = { 100_000_000_000L, Long.MAX_VALUE })
    void date_inASmallerUnit_isRefused(long seconds) {
        assertThatThrownBy(() -> PolicyParser.date("DateLessThan", seconds)).hasMessage("DateLessThan is " + seconds
                + ", which is too large for a number of seconds; is it in milliseconds?");
    }
}
