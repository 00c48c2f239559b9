package io.quarkiverse.cloudfront.signer.runtime.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.security.runtime.QuarkusSecurityIdentity;

class TokenTest {

    private static final Map<String, Object> CLAIMS = Map.of("sub", "42", "https://example.com/tenant", "shop", "age", 7L,
            "admin", true, "groups", List.of("a", "b"), "realm", Map.of("name", "r1", "inner", Map.of("id", 3)));

    private final Token token = new Token(CLAIMS::get, true);

    static List<Object> expiries() {
        return List.of(1_900_000_000L, 1_900_000_000, BigInteger.valueOf(1_900_000_000), 1.9e9, "1900000000",
                List.of("1900000000"), List.of(1_900_000_000L));
    }

    @ParameterizedTest
    @MethodSource("expiries")
    void expiry_isReadFromNumbersAndTexts(Object value) {
        assertThat(Token.second(value)).isEqualTo(Instant.ofEpochSecond(1_900_000_000));
        assertThat(known(Map.of("exp", value)::get).earliest()).isEqualTo(Instant.ofEpochSecond(1_900_000_000));
    }

    static List<Object> noExpiries() {
        return Arrays.asList(null, 0, -1L, "", "-1", "tomorrow", "1e9", " 1900000000", "\u0661\u0669", "123456789012",
                List.of(),
                List.of("1", "2"), Map.of("exp", 1), true);
    }

    @ParameterizedTest
    @MethodSource("noExpiries")
    void otherValue_isNotAnExpiry(Object value) {
        assertThat(Token.second(value)).isNull();
    }

    @ParameterizedTest
    @MethodSource("expiries")
    void readableExpiry_isNotUnreadable(Object value) {
        assertThat(Token.isUnreadable(value)).isFalse();
    }

    /** Unlike an unreadable one, it does not prevent signing. */
    @Test
    void tokenWithoutExpiry_hasNoUnreadableOne() {
        assertThat(known(name -> null).unreadable()).isFalse();
        assertThat(known(name -> 0).unreadable()).isFalse();
        assertThat(known(name -> "tomorrow").unreadable()).isTrue();
        assertThat(known(name -> List.of()).unreadable()).isTrue();
    }

    private static KnownTokens known(Function<String, Object> claims) {
        return KnownTokens.of(QuarkusSecurityIdentity.builder().setAnonymous(true).build(), List.of(new Token(claims, true)));
    }

    @Test
    void pathThatBeginsWithASlash_isASingleName() {
        assertThat(new Token(Map.<String, Object> of("", Map.of("sub", "42"))::get, true).claim("/sub")).isEmpty();
        assertThat(new Token(Map.<String, Object> of("/sub", "42")::get, true).claim("/sub")).hasValue("42");
    }

    @Test
    void claim_isFoundByItsNameOrItsPath() {
        assertThat(token.claim("sub")).hasValue("42");
        assertThat(token.claim("https://example.com/tenant")).hasValue("shop");
        assertThat(token.claim("realm/name")).hasValue("r1");
        assertThat(token.claim("realm/inner/id")).hasValue("3");
        assertThat(token.claim("age")).hasValue("7");
        assertThat(token.claim("admin")).hasValue("true");
        assertThat(token.issuer()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "groups", "realm", "realm/inner", "realm/other", "sub/name", "/sub", "other", "" })
    void claimThatIsNoSingleValue_isNotThere(String path) {
        assertThat(token.claim(path)).isEmpty();
    }

    @Test
    void fraction_isNotAClaim() {
        assertThat(new Token(Map.<String, Object> of("n", 1.5, "d", new BigDecimal("7"))::get, true).claim("n")).isEmpty();
    }

    @Test
    void jsonClaims_areReadAsPlainValues() {
        JsonObject json = Json.createObjectBuilder().add("text", "a").add("number", 3).add("fraction", 1.5).add("yes", true)
                .add("no", false).add("object", Json.createObjectBuilder().add("inner", "b")).build();

        assertThat(JwtReader.plain(json)).isEqualTo(Map.of("text", "a", "number", BigInteger.valueOf(3), "fraction",
                new BigDecimal("1.5"), "yes", true, "no", false, "object", Map.of("inner", "b")));
        assertThat(JwtReader.plain(JsonValue.NULL)).isNull();
        assertThat(JwtReader.plain("plain")).isEqualTo("plain");
    }

    @Test
    void encodedToken_isRead() {
        String claims = Base64.getUrlEncoder().withoutPadding().encodeToString("{\"sub\":\"42\",\"exp\":7}".getBytes());

        assertThat(Token.decoded("header." + claims + ".signature")).isEqualTo(Map.of("sub", "42", "exp", 7));
        assertThat(Token.decoded("header." + claims + ".signature.")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "opaque", "a.b", "a.b.c.d.e", "a.%%.c", "a.bm8.c", "a..c" })
    void opaqueOrEncryptedToken_hasNoClaims(String token) {
        assertThat(Token.decoded(token)).isNull();
        assertThat(Token.decoded(null)).isNull();
    }
}
