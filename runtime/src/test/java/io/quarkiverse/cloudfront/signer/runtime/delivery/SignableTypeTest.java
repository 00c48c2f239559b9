package io.quarkiverse.cloudfront.signer.runtime.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.cloudfront.signer.fixtures.SteppedClock;
import io.quarkiverse.cloudfront.signer.runtime.EventLoop;
import io.quarkiverse.cloudfront.signer.runtime.TestSigners;
import io.quarkiverse.cloudfront.signer.runtime.async.Later;
import io.quarkiverse.cloudfront.signer.runtime.grant.Grant;
import io.quarkiverse.cloudfront.signer.runtime.grant.GrantTerms;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.TestApplication;
import io.quarkiverse.cloudfront.signer.runtime.mcp.McpResourceLinks;
import io.quarkiverse.cloudfront.signer.runtime.rest.QuarkusRestResponses;
import io.quarkiverse.mcp.server.ResourceLink;

/**
 * Signs a value of each type that the build accepts.
 */
class SignableTypeTest {

    private static final String URL = "https://media.example.com/a.jpg";

    @BeforeEach
    void detectEventLoop() {
        EventLoop.detect();
    }

    static Stream<Arguments> declaredTypes() {
        return Stream.of(SignableType.values()).flatMap(type -> type == SignableType.ARRAY
                ? Stream.of(arguments(type, Object[].class.getName()))
                : type.declared().stream().map(declared -> arguments(type, declared)));
    }

    @Test
    void declaredTypes_areKnownByTheirNames() {
        assertThat(SignableType.TEXT.declared()).containsExactly("java.lang.String");
        assertThat(SignableType.MAP.signedArgument()).isEqualTo(1);
        assertThat(SignableType.COLLECTION.signedArgument()).isZero();
    }

    @ParameterizedTest
    @MethodSource("declaredTypes")
    void valueOfEachType_isSignedAsThatType(SignableType type, String declared) throws Exception {
        GrantTerms terms = GrantTerms.of("test", TestSigners.signer(new SteppedClock(TestApplication.NOW)), null,
                Duration.ofMinutes(1), null);
        UrlDelivery delivery = new UrlDelivery(new Grant(terms, Map.of(), null, null), null,
                new ReturnValueRewriter(new QuarkusRestResponses(), new McpResourceLinks(), null), new ParallelSigner());
        Object value = value(type, declared);

        Object delivered = delivery.deliver(Later.known(value)).await();

        assertThat(delivered).isInstanceOf(Class.forName(declared)).isNotSameAs(value);
        assertThat(url(delivered)).startsWith(URL + "?").contains("&Signature=");
    }

    @Test
    void emptyLink_staysEmpty() {
        ReturnValueRewriter rewriter = new ReturnValueRewriter(null, new McpResourceLinks(), null);

        assertThat(rewriter.rewrite(new ResourceLink("", "none"), url -> url + "?signed"))
                .isEqualTo(new ResourceLink("", "none"));
        assertThat(rewriter.rewrite(new ResourceLink("/a", "a"), url -> url + "?signed"))
                .isEqualTo(new ResourceLink("/a?signed", "a"));
    }

    private static Object value(SignableType type, String declared) throws MalformedURLException {
        return switch (type) {
            case TEXT -> URL;
            case URI -> URI.create(URL);
            case URL -> new URL(URL);
            case LINK -> new ResourceLink(URL, "a picture");
            case OPTIONAL -> Optional.of(URL);
            case ARRAY -> new String[] { URL };
            case COLLECTION -> declared.equals(Set.class.getName()) ? Set.of(URL) : List.of(URL);
            case MAP -> Map.of("a", URL);
            case RESPONSE -> Response.ok(URL).build();
            case REST_RESPONSE -> RestResponse.ok(URL);
        };
    }

    private static String url(Object value) {
        if (value instanceof Optional<?> optional) {
            return url(optional.orElseThrow());
        } else if (value instanceof Object[] array) {
            return url(array[0]);
        } else if (value instanceof Collection<?> collection) {
            return url(collection.iterator().next());
        } else if (value instanceof Map<?, ?> map) {
            return url(map.get("a"));
        } else if (value instanceof ResourceLink link) {
            return link.uri();
        } else if (value instanceof Response response) {
            return url(response.getEntity());
        }
        return value instanceof RestResponse<?> response ? url(response.getEntity()) : value.toString();
    }
}
