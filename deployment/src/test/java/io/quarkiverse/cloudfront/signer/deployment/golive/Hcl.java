package io.quarkiverse.cloudfront.signer.deployment.golive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads as much of Terraform's language as the template uses, and refuses the rest. Blocks of one type are always a list.
 * Expressions that are not literals stay as they are written, in <code>${…}</code>.
 */
final class Hcl {

    private static final Pattern SPACE = Pattern.compile("(?:\\s|#[^\\n]*)*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][\\w-]*");
    private static final Pattern STRING = Pattern.compile("\"((?:[^\"$\\\\]|\\$(?!\\{)|\\$\\{[^\"}]*})*)\"");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern EXPRESSION = Pattern
            .compile("[\\[{] ?for [^\\n]*[\\]}](?=\\n)|(?:file|templatefile|can)\\([^\\n]*\\)(?=[\\n)])"
                    + "|[a-z_.]+ == \"\" \\? 0 : 1|map\\(string\\)|(?:string|bool)\\b|[a-z]\\w*(?:\\.\\w+)+");

    private final String text;
    private int position;

    private Hcl(String text) {
        this.text = text;
    }

    static Map<String, Object> parse(String text) {
        Hcl hcl = new Hcl(text);
        Map<String, Object> body = hcl.body();
        if (hcl.position < text.length()) {
            throw hcl.unexpected();
        }
        return body;
    }

    private Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        for (String name = next(NAME); name != null; name = next(NAME)) {
            if (accept("=")) {
                put(body, name, value());
                continue;
            }
            StringBuilder type = new StringBuilder(name);
            for (String label = next(STRING); label != null; label = next(STRING)) {
                type.append(' ').append(unquoted(label));
            }
            expect("{");
            Map<String, Object> block = body();
            expect("}");
            if (type.length() > name.length()) {
                put(body, type.toString(), block);
            } else {
                list(body.computeIfAbsent(name, missing -> new ArrayList<>())).add(block);
            }
        }
        return body;
    }

    private Object value() {
        String read = next(EXPRESSION);
        if (read != null) {
            return "${" + read + "}";
        }
        if (accept("jsonencode(")) {
            Object encoded = value();
            expect(")");
            return encoded;
        }
        if (accept("[")) {
            List<Object> list = new ArrayList<>();
            while (!accept("]")) {
                list.add(value());
                accept(",");
            }
            return list;
        }
        if (accept("{")) {
            Map<String, Object> object = new LinkedHashMap<>();
            while (!accept("}")) {
                String name = next(NAME);
                name = name == null ? unquoted(next(STRING)) : name;
                expect("=");
                put(object, name, value());
                accept(",");
            }
            return object;
        }
        if ((read = next(STRING)) != null) {
            return unquoted(read);
        }
        if ((read = next(NUMBER)) != null) {
            return Integer.valueOf(read);
        }
        read = next(NAME);
        if (!"true".equals(read) && !"false".equals(read)) {
            throw unexpected();
        }
        return Boolean.valueOf(read);
    }

    private String unquoted(String string) {
        if (string == null) {
            throw unexpected();
        }
        return string.substring(1, string.length() - 1);
    }

    private static void put(Map<String, Object> map, String name, Object value) {
        if (map.put(name, value) != null) {
            throw new IllegalArgumentException(name + " appears twice");
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object value) {
        return (List<Object>) value;
    }

    private void skip() {
        Matcher space = SPACE.matcher(text).region(position, text.length());
        if (space.lookingAt()) {
            position = space.end();
        }
    }

    private String next(Pattern token) {
        skip();
        Matcher matcher = token.matcher(text).region(position, text.length());
        if (!matcher.lookingAt()) {
            return null;
        }
        position = matcher.end();
        return matcher.group();
    }

    private boolean accept(String token) {
        skip();
        boolean found = text.startsWith(token, position);
        position += found ? token.length() : 0;
        return found;
    }

    private void expect(String token) {
        if (!accept(token)) {
            throw unexpected();
        }
    }

    private IllegalArgumentException unexpected() {
        return new IllegalArgumentException("Not read: " + text.substring(position, Math.min(text.length(), position + 40)));
    }
}
