package io.quarkiverse.cloudfront.cli.output;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;

/**
 * JSON as maps, lists, strings, numbers, and booleans. Integers are {@code Long} values, and other numbers are {@code Double}
 * values.
 */
public final class Json {

    /**
     * A factory with a high limit, because a browser session with the content of its files is large. Its entries must fit into
     * memory.
     */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxDocumentLength(1 << 30).build()).build();

    private Json() {
    }

    /** An object with these fields, which are alternating names and values. */
    public static Map<String, Object> object(Object... fields) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            object.put((String) fields[i], fields[i + 1]);
        }
        return object;
    }

    /** Writes an object. Values of types that JSON does not have are written as text, and empty values are left out. */
    public static String write(Map<String, ?> object) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            write(object, generator.useDefaultPrettyPrinter());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(Object value, JsonGenerator generator) throws IOException {
        if (value instanceof Map<?, ?> object) {
            generator.writeStartObject();
            for (Map.Entry<?, ?> field : object.entrySet()) {
                Object content = field.getValue() instanceof Optional<?> optional ? optional.orElse(null) : field.getValue();
                if (content != null) {
                    generator.writeFieldName(String.valueOf(field.getKey()));
                    write(content, generator);
                }
            }
            generator.writeEndObject();
        } else if (value instanceof Collection<?> list) {
            generator.writeStartArray();
            for (Object item : list) {
                write(item, generator);
            }
            generator.writeEndArray();
        } else {
            generator.writeObject(value instanceof Boolean || value instanceof Integer ? value : String.valueOf(value));
        }
    }

    /**
     * Like {@link #read(InputStream, Set)}, but for a document from an external source.
     *
     * @return null if the document is not JSON, or is larger than 1 GiB
     */
    static @Nullable Object readIfAny(InputStream document, Set<String> skipped) throws IOException {
        try {
            return read(document, skipped);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /**
     * Reads a document. Fields with the given names are skipped, because they can be larger than the available memory.
     *
     * @throws IOException if the document is not JSON
     */
    public static @Nullable Object read(InputStream document, Set<String> skipped) throws IOException {
        try (JsonParser parser = FACTORY.createParser(document)) {
            parser.nextToken();
            return read(parser, skipped);
        }
    }

    private static @Nullable Object read(JsonParser parser, Set<String> skipped) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                if (skipped.contains(name)) {
                    parser.skipChildren();
                } else {
                    object.put(name, read(parser, skipped));
                }
            }
            return object;
        }
        if (token == JsonToken.START_ARRAY) {
            List<@Nullable Object> list = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                list.add(read(parser, skipped));
            }
            return list;
        }
        if (token == null || token == JsonToken.VALUE_NULL) {
            return null;
        } else if (token.isBoolean()) {
            return parser.getBooleanValue();
        }
        return token.isNumeric() ? number(parser) : parser.getText();
    }

    /**
     * The number at the current token. It can have any number of digits. A number that is too large for a double becomes
     * infinite.
     */
    private static Number number(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
                        ? (Number) parser.getLongValue()
                        : (Number) parser.getDoubleValue();
    }
}
