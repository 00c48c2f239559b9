package io.quarkiverse.cloudfront.signer.runtime.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.UrlPath;

/**
 * A resource with placeholders, such as {@code /albums/{id}/*}. The literal parts come from the developer, and may contain
 * wildcards. The value of a placeholder can come from a viewer, and becomes exactly one path segment, or a part of a segment
 * that is otherwise literal.
 */
public final class PolicyTemplate {

    private record Part(String literal, @Nullable String placeholder) {
    }

    private final String template;
    private final List<Part> parts;
    private final Set<String> placeholders;

    private PolicyTemplate(String template, List<Part> parts, Set<String> placeholders) {
        this.template = template;
        this.parts = parts;
        this.placeholders = placeholders;
    }

    /**
     * @throws IllegalArgumentException if the template is malformed; the message gives the reason
     */
    public static PolicyTemplate parse(String template) {
        List<Part> parts = new ArrayList<>();
        Set<String> placeholders = new LinkedHashSet<>();
        int from = 0;
        int open = template.indexOf('{');
        while (open >= 0) {
            int close = template.indexOf('}', open);
            if (close < 0) {
                throw new IllegalArgumentException("the { at index " + open + " is not closed");
            }
            String name = template.substring(open + 1, close);
            if (name.isBlank() || !name.equals(name.strip()) || name.indexOf('{') >= 0) {
                throw new IllegalArgumentException("{" + name + "} is not a placeholder; write {name}, without spaces");
            }
            checkLiteral(template, from, open);
            parts.add(new Part(template.substring(from, open), name));
            placeholders.add(name);
            checkInPath(template, open, name);
            checkAloneInSegment(template, from, open, close, name);
            from = close + 1;
            open = template.indexOf('{', from);
        }
        checkLiteral(template, from, template.length());
        parts.add(new Part(template.substring(from), null));
        return new PolicyTemplate(template, List.copyOf(parts), Collections.unmodifiableSet(placeholders));
    }

    private static void checkLiteral(String template, int from, int to) {
        int close = template.indexOf('}', from);
        if (close >= 0 && close < to) {
            throw new IllegalArgumentException("the } at index " + close + " has no matching {");
        }
    }

    private static void checkInPath(String template, int index, String name) {
        int scheme = template.indexOf("://");
        int path = template.indexOf('/', scheme < 0 ? 0 : scheme + 3);
        int query = template.indexOf('?');
        if (path < 0 || index < path || query >= 0 && index > query) {
            throw new IllegalArgumentException("the placeholder {" + name + "} is not in the path; a value can only become a "
                    + "path segment");
        }
    }

    /**
     * Checks that there is no wildcard in the segment of a placeholder, because the wildcard would also cover other values. For
     * example, <code>/albums/{id}.*</code> with the ID 7 also covers {@code 7.old.zip}, because a value may contain almost any
     * separator. Only a slash is always encoded.
     *
     * @param from the end of the previous placeholder, or 0
     */
    private static void checkAloneInSegment(String template, int from, int open, int close, String name) {
        int start = template.lastIndexOf('/', open);
        if (from > 0 && start < from) {
            throw new IllegalArgumentException("the placeholder {" + name + "} shares its path segment with another "
                    + "placeholder, so different values could grant the same files; put a / between the placeholders");
        }
        int slash = template.indexOf('/', close);
        int end = slash < 0 ? template.length() : slash;
        if (hasWildcard(template, start + 1, open) || hasWildcard(template, close + 1, end)) {
            throw new IllegalArgumentException("the placeholder {" + name + "} shares its path segment with a wildcard, which "
                    + "would also grant the files of other values; put a / between them, such as {" + name + "}/*");
        }
    }

    private static boolean hasWildcard(String template, int from, int to) {
        String literal = template.substring(from, to);
        return literal.indexOf('*') >= 0 || literal.indexOf('?') >= 0;
    }

    /**
     * The names of the placeholders, in order.
     */
    public Set<String> placeholders() {
        return placeholders;
    }

    /**
     * An example of a resource, to check whether the literal parts of this template can be signed.
     */
    public String example() {
        return placeholders.isEmpty() ? template : expand(name -> "x");
    }

    /**
     * Checks the values of some placeholders.
     *
     * @param values the values by name
     * @throws CloudFrontSignerException if a value is null, empty, malformed, or a dot segment
     */
    public void check(Map<String, String> values) {
        for (String name : placeholders) {
            if (values.containsKey(name)) {
                segment(name, values.get(name));
            }
        }
    }

    /**
     * Replaces the placeholders with their values.
     *
     * @param values returns the value of a placeholder
     * @throws CloudFrontSignerException if a value is null, empty, malformed, or a dot segment, even if a matrix parameter such
     *         as {@code ;v=1} follows it
     */
    public String expand(Function<String, @Nullable String> values) {
        StringBuilder resource = new StringBuilder(template.length() + 32);
        for (Part part : parts) {
            resource.append(part.literal);
            if (part.placeholder != null) {
                resource.append(segment(part.placeholder, values.apply(part.placeholder)));
            }
        }
        return resource.toString();
    }

    private String segment(String name, @Nullable String value) {
        if (value == null) {
            throw new CloudFrontSignerException(Reason.INVALID_PLACEHOLDER_VALUE,
                    "The resource %s cannot be signed: {%s} does not have a value".formatted(template, name));
        }
        try {
            return UrlPath.segment(value);
        } catch (CloudFrontSignerException e) {
            throw new CloudFrontSignerException(Reason.INVALID_PLACEHOLDER_VALUE,
                    "The resource %s cannot be signed with this value of {%s}. %s".formatted(template, name, e.getMessage()));
        }
    }

    @Override
    public String toString() {
        return template;
    }
}
