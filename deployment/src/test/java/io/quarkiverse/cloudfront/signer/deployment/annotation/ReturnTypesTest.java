package io.quarkiverse.cloudfront.signer.deployment.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;

import org.jboss.jandex.ArrayType;
import org.jboss.jandex.DotName;
import org.jboss.jandex.ParameterizedType;
import org.jboss.jandex.PrimitiveType;
import org.jboss.jandex.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.runtime.delivery.SignableType;
import io.quarkiverse.cloudfront.signer.runtime.delivery.SignableType.Role;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.AsyncType;

class ReturnTypesTest {

    private static final Type URL = type("java.net.URI");
    private static final Type OTHER = type("java.lang.StringBuilder");

    private static Type type(String name, Type... arguments) {
        DotName dotName = DotName.createSimple(name);
        return arguments.length == 0 ? Type.create(dotName, Type.Kind.CLASS)
                : ParameterizedType.create(dotName, arguments, null);
    }

    /** All types that a method may declare for a signable type. */
    private static List<Type> declared(SignableType type, Type content) {
        if (type == SignableType.ARRAY) {
            return List.of(ArrayType.create(content, 1));
        }
        return type.declared().stream().map(name -> switch (type) {
            case TEXT, URI, URL, LINK, RESPONSE -> type(name);
            case MAP -> type(name, OTHER, content);
            default -> type(name, content);
        }).toList();
    }

    /** A method that returns it and has the annotation fails the build. */
    @Test
    void linkOfTheMcpStandard_isNotSupported() {
        Type link = type("org.mcpjava.server.content.ResourceLink");

        assertThat(ReturnTypes.isSupported(link, true)).isFalse();
        assertThat(ReturnTypes.isSupported(type("java.util.List", link), true)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void signableType_isSupported(SignableType type) {
        assertThat(declared(type, URL)).isNotEmpty().allSatisfy(declared -> {
            assertThat(ReturnTypes.isSupported(declared, true)).isTrue();
            assertThat(ReturnTypes.isSupported(declared, false)).isEqualTo(type.role() != Role.RESPONSE);
            assertThat(ReturnTypes.isValue(declared)).isEqualTo(type.role() == Role.URL || type.role() == Role.HOLDER);
            assertThat(ReturnTypes.isAsync(declared)).isFalse();
            assertThat(ReturnTypes.isResponse(declared)).isEqualTo(type.role() == Role.RESPONSE);
        });
    }

    @ParameterizedTest
    @EnumSource(names = { "TEXT", "URI", "URL", "LINK", "RESPONSE" }, mode = EnumSource.Mode.EXCLUDE)
    void signableTypeOfAnotherType_isNotSupported(SignableType type) {
        assertThat(declared(type, OTHER)).isNotEmpty()
                .noneMatch(declared -> ReturnTypes.isSupported(declared, true));
    }

    static Stream<String> asynchronousTypes() {
        return Stream.concat(AsyncType.ofOneValue().stream(), AsyncType.ofManyValues().stream());
    }

    @ParameterizedTest
    @MethodSource("asynchronousTypes")
    void asynchronousType_isSupported(String name) {
        Type declared = type(name, URL);

        assertThat(ReturnTypes.isAsync(declared)).isTrue();
        assertThat(ReturnTypes.isSupported(declared, false)).isTrue();
        assertThat(ReturnTypes.isSupported(type(name, OTHER), true)).isFalse();
        assertThat(ReturnTypes.isSupported(type(name), true)).isFalse();
        assertThat(ReturnTypes.isSupported(type(name, type("jakarta.ws.rs.core.Response")), true))
                .isEqualTo(AsyncType.ofOneValue().contains(name));
        assertThat(ReturnTypes.awaited(declared)).isEqualTo(URL);
        assertThat(ReturnTypes.isBatch(declared)).isFalse();
        assertThat(ReturnTypes.isValue(declared)).isFalse();
        assertThat(ReturnTypes.SUPPORTED).contains(name.replaceFirst(".*\\.", "").replace('$', '.'));
    }

    @ParameterizedTest
    @MethodSource("asynchronousTypes")
    void holder_hasNoAsynchronousContent(String name) {
        assertThat(Stream.of(SignableType.values()).filter(holder -> holder.role() == Role.HOLDER)
                .flatMap(holder -> declared(holder, type(name, URL)).stream()))
                .isNotEmpty().noneMatch(declared -> ReturnTypes.isSupported(declared, true));
    }

    @ParameterizedTest
    @EnumSource
    void signableType_isABatchIfItHoldsManyUrls(SignableType type) {
        boolean many = type == SignableType.ARRAY || type == SignableType.COLLECTION || type == SignableType.MAP;

        assertThat(declared(type, URL)).allSatisfy(declared -> assertThat(ReturnTypes.isBatch(declared)).isEqualTo(many));
        assertThat(ReturnTypes.isSupported(ArrayType.create(PrimitiveType.BYTE, 1), true)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = { "java.lang.String", "[B", "io.vertx.core.buffer.Buffer", "java.io.InputStream",
            "java.nio.file.Path", "java.io.File", "jakarta.ws.rs.core.StreamingOutput" })
    void entityOfAPlaylist_isSupported(String name) {
        Type entity = name.equals("[B") ? ArrayType.create(PrimitiveType.BYTE, 1) : type(name);

        assertThat(ReturnTypes.isPlaylist(entity)).isTrue();
        assertThat(AsyncType.ofOneValue()).allMatch(of -> ReturnTypes.isPlaylist(type(of, entity)));
        assertThat(declared(SignableType.REST_RESPONSE, entity)).allMatch(ReturnTypes::isPlaylist);
        assertThat(AsyncType.ofManyValues()).noneMatch(of -> ReturnTypes.isPlaylist(type(of, entity)));
        assertThat(declared(SignableType.ARRAY, entity)).noneMatch(ReturnTypes::isPlaylist);
    }
}
