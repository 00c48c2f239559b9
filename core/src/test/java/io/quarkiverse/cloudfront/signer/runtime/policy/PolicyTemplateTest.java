package io.quarkiverse.cloudfront.signer.runtime.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.url.UrlGuard;

class PolicyTemplateTest {

    private final UrlGuard guard = new UrlGuard(URI.create("https://good.example.com"), Set.of());

    @Test
    void literalText_staysAsItIs() {
        PolicyTemplate template = PolicyTemplate.parse("/albums/{id}/thumb-?/*");

        assertThat(template.expand(name -> "7")).isEqualTo("/albums/7/thumb-?/*");
        assertThat(template).hasToString("/albums/{id}/thumb-?/*");
        assertThat(PolicyTemplate.parse("/*").expand(name -> "7")).isEqualTo("/*");
    }

    @Test
    void example_hasASegmentForEachPlaceholder() {
        assertThat(PolicyTemplate.parse("/a/{id}/*").example()).isEqualTo("/a/x/*");
        assertThat(PolicyTemplate.parse("/a/*").example()).isEqualTo("/a/*");
    }

    @Test
    void placeholders_areListedOnceInOrder() {
        PolicyTemplate template = PolicyTemplate.parse("https://good.example.com/{b}/{a}/x-{claim.realm_access/tenant}/{b}");

        assertThat(template.placeholders()).containsExactly("b", "a", "claim.realm_access/tenant");
        assertThat(template.expand(Map.of("a", "1", "b", "2", "claim.realm_access/tenant", "3")::get))
                .isEqualTo("https://good.example.com/2/1/x-3/2");
        assertThat(PolicyTemplate.parse("/a/*").placeholders()).isEmpty();
    }

    @Test
    void value_becomesExactlyOneSegment() {
        assertThat(PolicyTemplate.parse("/albums/{id}/*").expand(name -> "a/*")).isEqualTo("/albums/a%2F%2A/*");
    }

    /**
     * Exactly one segment, but a dot segment for an origin that decodes it, perhaps twice. The guard checks the result of the
     * template.
     */
    @ParameterizedTest
    @ValueSource(strings = { "../8", "%2e%2e" })
    void dotSegmentForAnOriginThatDecodes_isRejectedByTheGuard(String value) {
        String resource = PolicyTemplate.parse("/albums/{id}/*").expand(name -> value);

        assertThatThrownBy(() -> guard.resource(resource)).isInstanceOf(CloudFrontSignerException.class)
                .hasMessageContaining("it has a dot segment");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = { "", ".", "..", ".;", "..;x=1", ".;/.." })
    void valueThatIsNotASegment_isRejected(String value) {
        String message = "The resource /albums/{id}/* cannot be signed" + (value == null ? ": {id} does not have a value"
                : " with this value of {id}. A segment of a path must not be " + (value.isEmpty() ? "empty" : "a dot segment"));
        PolicyTemplate template = PolicyTemplate.parse("/albums/{id}/*");

        assertThatThrownBy(() -> template.expand(name -> value)).isInstanceOf(CloudFrontSignerException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> template.check(Collections.singletonMap("id", value)))
                .isInstanceOf(CloudFrontSignerException.class).hasMessage(message);
        assertThatThrownBy(() -> PolicyTemplate.parse("/albums/a{id}").expand(name -> value))
                .isInstanceOf(CloudFrontSignerException.class);
    }

    @Test
    void someOfTheValues_canBeChecked() {
        assertThatCode(() -> PolicyTemplate.parse("/{principal}/{id}").check(Map.of("id", "7"))).doesNotThrowAnyException();
    }

    @Test
    void valueNextToADot_cannotMakeADotSegment() {
        assertThatThrownBy(() -> PolicyTemplate.parse("/.{a}").expand(name -> "."))
                .isInstanceOf(CloudFrontSignerException.class);
        assertThatThrownBy(() -> guard.resource(PolicyTemplate.parse("/..{a}").expand(name -> ";x")))
                .isInstanceOf(CloudFrontSignerException.class);
    }

    @Test
    void longValue_isEncodedCompletely() {
        assertThat(PolicyTemplate.parse("/{id}/*").expand(name -> "é".repeat(10_000)))
                .isEqualTo("/" + "%C3%A9".repeat(10_000) + "/*");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiterString = " -> ", textBlock = """
            /a/{id -> the { at index 3 is not closed
            /a/{ -> the { at index 3 is not closed
            /{a}/{b -> the { at index 5 is not closed
            /a/id} -> the } at index 5 has no matching {
            }/a -> the } at index 0 has no matching {
            /a}/{id} -> the } at index 2 has no matching {
            /{id}}/x -> the } at index 5 has no matching {
            /{a}/}/{b} -> the } at index 5 has no matching {
            /{} -> {} is not a placeholder; write {name}, without spaces
            /{ } -> { } is not a placeholder; write {name}, without spaces
            /{ id} -> { id} is not a placeholder; write {name}, without spaces
            /{id }/* -> {id } is not a placeholder; write {name}, without spaces
            /{{id}} -> {{id} is not a placeholder; write {name}, without spaces
            """)
    void malformedTemplate_isRejectedWithTheReason(String template, String message) {
        assertThatThrownBy(() -> PolicyTemplate.parse(template)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = { "{id}", "{id}/a", "https://{id}", "https://{id}/a", "https://{id}.example.com/a",
            "{id}://good.example.com/a",
            "https://good.example.com:{id}/a", "https://good.example.com{id}", "/a?x={id}", "/a?{id}=1", "/thumb-?/{id}",
            "https://good.example.com/a?x={id}", "*://{id}/*", "?/{id}" })
    void placeholderOutsideOfThePath_isRejected(String template) {
        assertThatThrownBy(() -> PolicyTemplate.parse(template)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the placeholder {id} is not in the path; a value can only become a path segment");
    }

    /** With 7, they would also grant files of 70, 7-old, 7.old, x7y, or any name that ends with 7. */
    @ParameterizedTest
    @ValueSource(strings = { "/albums/{id}*", "/albums/*{id}/a", "/albums/{id}?", "/albums/{id}*/a",
            "/albums/{album}/{id}*", "https://good.example.com/albums/{id}*", "/albums/{id}-*", "/albums/{id}.*",
            "/albums/x{id}y*", "/albums/*-{id}/x", "/albums/{id}_?", "/albums/{id};*", "/albums/{id}x?y=*", "/{id}?y=/*",
            "/{claim.a/b}/*-{id}/c" })
    void placeholder_withAWildcardInItsSegment_isMalformed(String template) {
        assertThatThrownBy(() -> PolicyTemplate.parse(template)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the placeholder {id} shares its path segment with a wildcard, which would also grant the files of "
                                + "other values; put a / between them, such as {id}/*");
    }

    /** 1 and 23 would grant the same as 12 and 3. */
    @ParameterizedTest
    @ValueSource(strings = { "/albums/{a}{id}/*", "/albums/{a}-{id}", "/{claim.a/b}.{id}/*", "/{a}/{b}x{id}" })
    void placeholder_withAnotherInItsSegment_isMalformed(String template) {
        assertThatThrownBy(() -> PolicyTemplate.parse(template)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the placeholder {id} shares its path segment with another placeholder, so different values "
                        + "could grant the same files; put a / between the placeholders");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/albums/{id}/*", "/albums/*/{id}/*", "/albums/{id}/a*", "/albums/{id}.jpg", "/albums/a-{id}-b/*",
            "/{claim.a/b}/x?", "/{claim.a*}/x", "/{claim.a/b}/{claim.c/d}/*", "/{id}/a?x=*" })
    void wildcard_inAnotherSegment_isMeant(String template) {
        assertThat(PolicyTemplate.parse(template)).hasToString(template);
    }
}
