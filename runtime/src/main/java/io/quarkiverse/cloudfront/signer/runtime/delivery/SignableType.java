package io.quarkiverse.cloudfront.signer.runtime.delivery;

import java.net.URI;
import java.net.URL;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The types of values that can be signed. The build checks declared types against this list, which also determines how values
 * are signed at run time.
 */
public enum SignableType {

    TEXT(Role.URL, String.class),
    URI(Role.URL, URI.class),
    URL(Role.URL, URL.class),
    /** The link of an MCP tool, whose URI is signed. */
    LINK(Role.URL, "io.quarkiverse.mcp.server.ResourceLink"),

    OPTIONAL(Role.HOLDER, Optional.class),
    /** Arrays do not have a type name of their own. */
    ARRAY(Role.HOLDER),
    /** The signed copy is an {@code ArrayList}, or a {@code LinkedHashSet} for a set. */
    COLLECTION(Role.HOLDER, Collection.class, List.class, Set.class),
    /** Only its values are signed. The signed copy is a {@code LinkedHashMap}. */
    MAP(Role.HOLDER, Map.class),

    RESPONSE(Role.RESPONSE, "jakarta.ws.rs.core.Response"),
    REST_RESPONSE(Role.RESPONSE, "org.jboss.resteasy.reactive.RestResponse");

    /**
     * The role of a type in signing.
     */
    public enum Role {
        URL,
        /** Contains values. */
        HOLDER,
        /** Has a value as its entity. */
        RESPONSE
    }

    private final Role role;
    private final List<String> declared;

    SignableType(Role role, Class<?>... declared) {
        this.role = role;
        this.declared = Stream.of(declared).map(Class::getName).toList();
    }

    /** A type that is given by name, because an application might not have the class. */
    SignableType(Role role, String declared) {
        this.role = role;
        this.declared = List.of(declared);
    }

    /**
     * The type of a value that consists of URLs; null for anything else.
     */
    static @Nullable SignableType of(Object value) {
        if (value instanceof String) {
            return TEXT;
        } else if (value instanceof URI) {
            return URI;
        } else if (value instanceof URL) {
            return URL;
        } else if (value instanceof Optional) {
            return OPTIONAL;
        } else if (value instanceof Collection) {
            return COLLECTION;
        } else if (value instanceof Map) {
            return MAP;
        }
        return value instanceof Object[] ? ARRAY : null;
    }

    public Role role() {
        return role;
    }

    /**
     * The names of the types that a method may declare. The signed value must be assignable to each of them.
     */
    public List<String> declared() {
        return declared;
    }

    /**
     * The index of the type argument that is signed.
     */
    public int signedArgument() {
        return this == MAP ? 1 : 0;
    }
}
