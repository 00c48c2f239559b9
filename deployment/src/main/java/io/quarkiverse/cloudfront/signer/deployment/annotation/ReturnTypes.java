package io.quarkiverse.cloudfront.signer.deployment.annotation;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.deployment.index.KotlinFunctions;
import io.quarkiverse.cloudfront.signer.deployment.index.RestEndpoints;
import io.quarkiverse.cloudfront.signer.runtime.delivery.PlaylistMode;
import io.quarkiverse.cloudfront.signer.runtime.delivery.SignableType;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.AsyncType;
import io.quarkiverse.cloudfront.signer.runtime.playlist.PlaylistType;

/**
 * Checks whether return types can be signed, according to {@link SignableType} and {@link AsyncType}, or are playlists.
 */
public final class ReturnTypes {

    private static final Set<DotName> ONE_VALUE = names(AsyncType.ofOneValue());
    private static final Set<DotName> MANY_VALUES = names(AsyncType.ofManyValues());

    public static final String SUPPORTED = "the supported types are String, URI and URL; an Optional, array, Collection, List, "
            + "Set or Map (its values) of these; a " + inWords(Stream.concat(ONE_VALUE.stream(), MANY_VALUES.stream()))
            + " of these; and Response and RestResponse";

    public static final String SUPPORTED_FOR_PLAYLISTS = "the supported types are String, byte[], io.vertx.core.buffer.Buffer, "
            + "InputStream, java.nio.file.Path, File and StreamingOutput; a " + inWords(ONE_VALUE.stream())
            + " of these; and Response and RestResponse";

    private static final Map<DotName, SignableType> TYPES = Stream.of(SignableType.values())
            .flatMap(type -> type.declared().stream().map(name -> Map.entry(DotName.createSimple(name), type)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private static final DotName VOID = DotName.createSimple(Void.class);
    /** The types of playlists, given by name for applications without Jakarta REST. */
    private static final Set<String> PLAYLISTS = Set.of("java.lang.String", "[B", "io.vertx.core.buffer.Buffer",
            "java.io.InputStream", "java.nio.file.Path", "java.io.File", "jakarta.ws.rs.core.StreamingOutput");
    /**
     * The type arguments of a response whose entity type is not known. Either the response is a redirect without an entity, or
     * the runtime inspects the entity.
     */
    private static final Set<DotName> ANY = Set.of(DotName.OBJECT_NAME, VOID);

    private ReturnTypes() {
    }

    private static Set<DotName> names(List<String> names) {
        return names.stream().map(DotName::createSimple).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String inWords(Stream<DotName> types) {
        List<String> names = types.map(DotName::withoutPackagePrefix).map(name -> name.replace('$', '.')).toList();
        int last = names.size() - 1;
        return String.join(", ", names.subList(0, last)) + " or " + names.get(last);
    }

    private static @Nullable SignableType of(Type type) {
        return type.kind() == Type.Kind.ARRAY ? SignableType.ARRAY : TYPES.get(type.name());
    }

    private static boolean is(Type type, SignableType.Role role) {
        SignableType known = of(type);
        return known != null && known.role() == role;
    }

    /**
     * Whether a method with this return type never returns a value, neither immediately nor later.
     */
    public static boolean isNothing(Type type) {
        if (ONE_VALUE.contains(type.name())) {
            Type item = argument(type, 0);
            return item != null && item.name().equals(VOID);
        }
        return type.kind() == Type.Kind.VOID || type.name().equals(VOID);
    }

    public static boolean isSupported(Type type, boolean rest) {
        if (ONE_VALUE.contains(type.name())) {
            Type item = argument(type, 0);
            return item != null && (isValue(item) || rest && isResponseOfUrls(item));
        } else if (MANY_VALUES.contains(type.name())) {
            return isValue(argument(type, 0));
        }
        return isValue(type) || rest && isResponseOfUrls(type);
    }

    /**
     * Whether a method that produces playlists may return this type.
     */
    public static boolean isPlaylist(Type type) {
        if (MANY_VALUES.contains(type.name())) {
            return false;
        }
        Type value = awaited(type);
        return isResponseOf(value, ReturnTypes::isPlaylistEntity) || isPlaylistEntity(value);
    }

    /**
     * Whether a REST method may return a playlist, according to the media types that it produces.
     */
    public static PlaylistMode playlists(RestEndpoints restMethods, MethodInfo method) {
        if (restMethods.mediaTypes(method).stream().anyMatch(type -> PlaylistType.of(type) != null)) {
            return PlaylistMode.DECLARED;
        }
        return isResponse(awaited(KotlinFunctions.returnType(method))) ? PlaylistMode.IF_RESPONSE_IS_ONE : PlaylistMode.NEVER;
    }

    private static boolean isPlaylistEntity(Type type) {
        return PLAYLISTS.contains(type.name().toString());
    }

    /**
     * The type of the value that an asynchronous method returns, or of the items of a stream.
     */
    public static Type awaited(Type type) {
        Type item = isAsync(type) ? argument(type, 0) : null;
        return item == null ? type : item;
    }

    public static boolean isResponse(Type type) {
        return is(type, SignableType.Role.RESPONSE);
    }

    /**
     * The type of a response's entity, if it is known.
     */
    public static @Nullable Type entity(Type response) {
        Type entity = argument(response, 0);
        return entity == null || ANY.contains(entity.name()) ? null : entity;
    }

    private static boolean isResponseOfUrls(Type type) {
        return isResponseOf(type, ReturnTypes::isValue);
    }

    private static boolean isResponseOf(Type type, Predicate<Type> isEntity) {
        if (of(type) == SignableType.REST_RESPONSE) {
            Type entity = argument(type, 0);
            return entity != null && (ANY.contains(entity.name()) || isEntity.test(entity));
        }
        return of(type) == SignableType.RESPONSE;
    }

    /**
     * Whether values of this type consist of URLs.
     */
    public static boolean isValue(@Nullable Type type) {
        if (type == null) {
            return false;
        } else if (type.kind() == Type.Kind.ARRAY) {
            return isValue(type.asArrayType().constituent());
        } else if (type.kind() == Type.Kind.WILDCARD_TYPE) {
            return isValue(type.asWildcardType().extendsBound());
        }
        SignableType known = of(type);
        if (known != null && known.role() == SignableType.Role.HOLDER) {
            return isValue(argument(type, known.signedArgument()));
        }
        return type.kind() == Type.Kind.CLASS && is(type, SignableType.Role.URL);
    }

    /**
     * Whether a supported type consists only of strings, which can be text, and not of URIs. An unknown entity may consist of
     * strings.
     */
    public static boolean isOfStrings(Type type) {
        Type value = awaited(type);
        SignableType known = of(value);
        if (value.kind() == Type.Kind.ARRAY) {
            return isOfStrings(value.asArrayType().constituent());
        } else if (value.kind() == Type.Kind.WILDCARD_TYPE) {
            return isOfStrings(value.asWildcardType().extendsBound());
        } else if (known == null || known.role() == SignableType.Role.URL) {
            return known == SignableType.TEXT;
        }
        Type inner = known.role() == SignableType.Role.RESPONSE ? entity(value) : argument(value, known.signedArgument());
        return inner == null || isOfStrings(inner);
    }

    /**
     * Whether a value of this type may contain several URLs, each of which needs its own signature.
     */
    public static boolean isBatch(Type type) {
        SignableType known = of(type);
        if (known == SignableType.OPTIONAL || known == SignableType.REST_RESPONSE) {
            Type argument = argument(type, 0);
            return argument != null && isBatch(argument);
        }
        return known != null && known.role() == SignableType.Role.HOLDER;
    }

    public static boolean isAsync(Type type) {
        return ONE_VALUE.contains(type.name()) || MANY_VALUES.contains(type.name());
    }

    private static @Nullable Type argument(Type type, int index) {
        return type.kind() == Type.Kind.PARAMETERIZED_TYPE ? type.asParameterizedType().arguments().get(index) : null;
    }
}
