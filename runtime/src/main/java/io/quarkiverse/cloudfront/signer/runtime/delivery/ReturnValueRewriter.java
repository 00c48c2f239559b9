package io.quarkiverse.cloudfront.signer.runtime.delivery;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.runtime.grant.ValueSigner;

/**
 * Copies a return value and signs every URL in it. The original does not change, because it may come from a cache. A type that
 * is not known here is an error, because the build rejects such types. Empty strings and nulls do not change, so that a row
 * without a file does not fail a whole list.
 *
 * @param rest null in an application without Jakarta REST
 * @param links null in an application without an MCP server
 * @param hasFields tells which values stay as they are, because their fields are signed when they are written; null if there
 *        are none
 */
public record ReturnValueRewriter(@Nullable RestResponses rest, @Nullable ResourceLinks links,
        @Nullable Predicate<Object> hasFields) {

    public ReturnValueRewriter(@Nullable RestResponses rest) {
        this(rest, null, null);
    }

    public @Nullable Object rewrite(@Nullable Object value, ValueSigner signer) {
        if (value == null) {
            return null;
        }
        SignableType type = SignableType.of(value);
        if (type != null) {
            return rewrite(type, value, signer);
        } else if (rest != null && rest.isResponse(value)) {
            return rest.rewrite(value, entity -> rewrite(entity, signer), signer);
        } else if (links != null && links.isLink(value)) {
            return links.rewrite(value, uri -> uri.isEmpty() ? uri : signer.apply(uri));
        } else if (hasFields != null && hasFields.test(value)) {
            return value;
        }
        throw new CloudFrontSignerException(Reason.UNSUPPORTED,
                "a value of type " + value.getClass().getName() + " cannot be signed. Return a String, URI or URL, or an "
                        + "Optional, array, Collection or Map of these");
    }

    private Object rewrite(SignableType type, Object value, ValueSigner signer) {
        return switch (type) {
            case TEXT -> text((String) value, signer);
            case URI -> uri((URI) value, signer);
            case URL -> url((URL) value, signer.apply(value.toString()));
            case OPTIONAL -> ((Optional<?>) value).map(element -> rewrite(element, signer));
            case ARRAY -> array((Object[]) value, signer);
            case COLLECTION -> collection((Collection<?>) value, signer);
            case MAP -> map((Map<?, ?>) value, signer);
            case LINK, RESPONSE, REST_RESPONSE -> throw new IllegalArgumentException(type.name());
        };
    }

    private static String text(String text, ValueSigner signer) {
        return text.isEmpty() ? text : signer.string(text);
    }

    private static URI uri(URI uri, ValueSigner signer) {
        return uri.toString().isEmpty() ? uri : URI.create(signer.apply(uri.toString()));
    }

    /**
     * Whether rewriting can require several signatures if each URL has its own.
     */
    boolean isBatch(@Nullable Object value) {
        Collection<?> elements = elements(value);
        return elements != null && (elements.size() > 1 || elements.size() == 1 && isBatch(elements.iterator().next()));
    }

    /**
     * Whether the value stays as it is, because its fields are signed when it is written.
     */
    boolean isLeft(Object value) {
        if (hasFields == null || rest != null && rest.isResponse(value) && rest.isRedirect(value)) {
            return false;
        }
        Collection<?> elements = elements(value);
        if (elements == null) {
            return hasFields.test(value);
        }
        for (Object element : elements) {
            if (element != null && !isLeft(element)) {
                return false;
            }
        }
        return !elements.isEmpty();
    }

    /**
     * @return null if the value does not contain other values
     */
    private @Nullable Collection<?> elements(@Nullable Object value) {
        if (value instanceof Collection<?> collection) {
            return collection;
        } else if (value instanceof Optional<?> optional) {
            return optional.stream().toList();
        } else if (value instanceof Map<?, ?> map) {
            return map.values();
        } else if (value instanceof Object[] array) {
            return Arrays.asList(array);
        } else if (value == null || rest == null || !rest.isResponse(value)) {
            return null;
        }
        Object entity = rest.entity(value);
        return entity == null ? List.of() : List.of(entity);
    }

    /**
     * Uses the protocol handler of the original, because a native executable might not have another one.
     */
    private static URL url(URL original, String signed) {
        try {
            return new URL(original, signed);
        } catch (MalformedURLException e) {
            throw new CloudFrontSignerException(Reason.UNSUPPORTED, "a signed URL cannot be a java.net.URL here; return a URI",
                    e);
        }
    }

    private Collection<?> collection(Collection<?> collection, ValueSigner signer) {
        Collection<Object> copy = collection instanceof Set ? new LinkedHashSet<>() : new ArrayList<>(collection.size());
        for (Object element : collection) {
            copy.add(rewrite(element, signer));
        }
        return copy;
    }

    private Map<?, ?> map(Map<?, ?> map, ValueSigner signer) {
        Map<Object, Object> copy = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            copy.put(entry.getKey(), rewrite(entry.getValue(), signer));
        }
        return copy;
    }

    private Object[] array(Object[] array, ValueSigner signer) {
        Object[] copy = array.clone();
        Arrays.setAll(copy, i -> rewrite(array[i], signer));
        return copy;
    }

    /**
     * The links that MCP tools return. Applications without an MCP server do not have this bean.
     */
    public interface ResourceLinks {

        boolean isLink(Object value);

        /**
         * A copy of the link with another URI.
         */
        Object rewrite(Object link, UnaryOperator<String> signer);
    }
}
