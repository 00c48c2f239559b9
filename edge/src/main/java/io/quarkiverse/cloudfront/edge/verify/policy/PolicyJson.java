package io.quarkiverse.cloudfront.edge.verify.policy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;

import io.quarkiverse.cloudfront.edge.verify.request.Refusal;

/**
 * Reads JSON strictly. This is the only class of this module that depends on a JSON library.
 */
final class PolicyJson {

    private static final int MAX_DEPTH = 8;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private PolicyJson() {
    }

    /**
     * The policy as a map, list, string, or long. Policies do not contain other types.
     *
     * @throws Refusal if the bytes are not exactly one JSON value in UTF-8
     */
    static Object read(byte[] policy) {
        // decoded here, because a JSON parser would also accept UTF-16 and UTF-32
        try (JsonParser parser = JSON
                .createParser(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(policy)).toString())) {
            parser.nextToken();
            Object value = value(parser);
            if (parser.nextToken() != null) {
                throw PolicyParser.malformed("the policy's JSON is followed by further text");
            }
            return value;
        } catch (CharacterCodingException e) {
            throw PolicyParser.malformed("the policy is not UTF-8");
        } catch (IOException e) {
            throw PolicyParser
                    .malformed("the policy is not valid JSON, or it has a duplicate name or a number that is too large");
        }
    }

    /** The value at the parser's current token. */
    private static Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, Object> object = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                object.put(name, value(parser));
            }
            return object;
        }
        if (token == JsonToken.START_ARRAY) {
            List<Object> array = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                array.add(value(parser));
            }
            return array;
        }
        if (token == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        if (token == JsonToken.VALUE_NUMBER_INT) {
            // throws for numbers that a long cannot hold
            return parser.getLongValue();
        }
        return Optional.ofNullable(token);
    }
}
