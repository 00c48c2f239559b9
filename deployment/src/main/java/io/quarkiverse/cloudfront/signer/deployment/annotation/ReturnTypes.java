package io.quarkiverse.cloudfront.signer.deployment.annotation;

import java.io.File;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jboss.jandex.DotName;
import org.jboss.jandex.PrimitiveType;
import org.jboss.jandex.Type;

import io.quarkiverse.cloudfront.signer.deployment.index.KotlinFunctions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Which return types can be signed. What passes here the rewriting at run time knows how to handle.
 */
public final class ReturnTypes {

    public static final String SUPPORTED = "supported are String, URI and URL; an Optional, array, Collection, List, Set or Map (its values) "
            + "of these; a Uni, Multi, CompletionStage, CompletableFuture or Flow of Kotlin of these; and Response and RestResponse";

    public static final String SUPPORTED_FOR_PLAYLISTS = "supported are String, byte[], io.vertx.core.buffer.Buffer, InputStream, "
            + "java.nio.file.Path, File and StreamingOutput; a Uni, CompletionStage or CompletableFuture of these; and Response "
            + "and RestResponse";

    private static final Set<DotName> URLS = names(String.class, URI.class, URL.class);
    private static final Set<DotName> CONTAINERS = names(Collection.class, List.class, Set.class);
    private static final DotName OPTIONAL = DotName.createSimple(Optional.class);
    private static final DotName MAP = DotName.createSimple(Map.class);
    private static final DotName UNI = DotName.createSimple(Uni.class);
    private static final DotName MULTI = DotName.createSimple(Multi.class);
    private static final Set<DotName> STAGES = names(CompletionStage.class, CompletableFuture.class);
    private static final DotName RESPONSE = DotName.createSimple("jakarta.ws.rs.core.Response");
    private static final DotName REST_RESPONSE = DotName.createSimple("org.jboss.resteasy.reactive.RestResponse");
    private static final DotName VOID = DotName.createSimple(Void.class);
    private static final Set<DotName> PLAYLISTS = Set.of(DotName.createSimple(String.class),
            DotName.createSimple("io.vertx.core.buffer.Buffer"), DotName.createSimple(InputStream.class),
            DotName.createSimple(Path.class), DotName.createSimple(File.class),
            DotName.createSimple("jakarta.ws.rs.core.StreamingOutput"));
    /** A response whose entity's type is not said: a redirect has none, and else the run time looks at the entity itself. */
    private static final Set<DotName> ANY = names(Object.class, Void.class);

    private ReturnTypes() {
    }

    private static Set<DotName> names(Class<?>... classes) {
        return Set.copyOf(Arrays.stream(classes).map(DotName::createSimple).toList());
    }

    /**
     * Whether there is no value, at once or later.
     */
    public static boolean isNothing(Type type) {
        if (type.name().equals(UNI) || STAGES.contains(type.name())) {
            Type item = argument(type, 0);
            return item != null && item.name().equals(VOID);
        }
        return type.kind() == Type.Kind.VOID || type.name().equals(VOID);
    }

    public static boolean isSupported(Type type, boolean rest) {
        if (type.name().equals(UNI) || STAGES.contains(type.name())) {
            Type item = argument(type, 0);
            return item != null && (isValue(item) || rest && isResponseOfUrls(item));
        } else if (isStream(type)) {
            return isValue(argument(type, 0));
        }
        return isValue(type) || rest && isResponseOfUrls(type);
    }

    /**
     * Whether a method that produces playlists may return this.
     */
    public static boolean isPlaylist(Type type) {
        if (isStream(type)) {
            return false;
        }
        Type value = awaited(type);
        if (value.name().equals(REST_RESPONSE)) {
            Type entity = argument(value, 0);
            return entity != null && (ANY.contains(entity.name()) || isPlaylistEntity(entity));
        }
        return value.name().equals(RESPONSE) || isPlaylistEntity(value);
    }

    private static boolean isPlaylistEntity(Type type) {
        if (type.kind() == Type.Kind.ARRAY) {
            return type.asArrayType().dimensions() == 1
                    && type.asArrayType().constituent().equals(PrimitiveType.BYTE);
        }
        return PLAYLISTS.contains(type.name());
    }

    /**
     * The type of the value that an asynchronous method gives in the end, or of a stream's items.
     */
    public static Type awaited(Type type) {
        return isAsync(type) && argument(type, 0) != null ? argument(type, 0) : type;
    }

    public static boolean isResponse(Type type) {
        return type.name().equals(RESPONSE) || type.name().equals(REST_RESPONSE);
    }

    /**
     * The type of a response's entity, or null if it is not said.
     */
    public static Type entity(Type response) {
        Type entity = argument(response, 0);
        return entity == null || ANY.contains(entity.name()) ? null : entity;
    }

    private static boolean isResponseOfUrls(Type type) {
        if (type.name().equals(REST_RESPONSE)) {
            Type entity = argument(type, 0);
            return entity != null && (ANY.contains(entity.name()) || isValue(entity));
        }
        return type.name().equals(RESPONSE);
    }

    /**
     * Whether a value consists of URLs.
     */
    public static boolean isValue(Type type) {
        if (type == null) {
            return false;
        } else if (type.kind() == Type.Kind.ARRAY) {
            return isValue(type.asArrayType().constituent());
        } else if (type.kind() == Type.Kind.WILDCARD_TYPE) {
            return isValue(type.asWildcardType().extendsBound());
        } else if (CONTAINERS.contains(type.name()) || type.name().equals(OPTIONAL)) {
            return isValue(argument(type, 0));
        } else if (type.name().equals(MAP)) {
            return isValue(argument(type, 1));
        }
        return type.kind() == Type.Kind.CLASS && URLS.contains(type.name());
    }

    /**
     * Whether signing each URL of a value takes more than one signature.
     */
    public static boolean isBatch(Type type) {
        if (type.name().equals(OPTIONAL) || type.name().equals(REST_RESPONSE)) {
            Type argument = argument(type, 0);
            return argument != null && isBatch(argument);
        }
        return type.kind() == Type.Kind.ARRAY || CONTAINERS.contains(type.name()) || type.name().equals(MAP);
    }

    public static boolean isAsync(Type type) {
        return type.name().equals(UNI) || isStream(type) || STAGES.contains(type.name());
    }

    private static boolean isStream(Type type) {
        return type.name().equals(MULTI) || type.name().equals(KotlinFunctions.FLOW);
    }

    private static Type argument(Type type, int index) {
        return type.kind() == Type.Kind.PARAMETERIZED_TYPE ? type.asParameterizedType().arguments().get(index) : null;
    }
}
