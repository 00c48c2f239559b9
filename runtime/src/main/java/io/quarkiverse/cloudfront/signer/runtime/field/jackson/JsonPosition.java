package io.quarkiverse.cloudfront.signer.runtime.field.jackson;

import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonPointer;

/**
 * The position of a value in the JSON, for messages: a JSON pointer without keys that are not plain names, because they may be
 * URLs.
 */
final class JsonPosition {

    private static final Pattern PLAIN = Pattern.compile("[\\w$.-]{1,64}");

    private JsonPosition() {
    }

    static String of(JsonGenerator generator) {
        StringBuilder position = new StringBuilder();
        for (JsonPointer pointer = generator.getOutputContext().pathAsPointer(); pointer != null
                && !pointer.matches(); pointer = pointer.tail()) {
            String name = pointer.getMatchingProperty();
            position.append('/').append(PLAIN.matcher(name).matches() ? name : "*");
        }
        return position.isEmpty() ? "/" : position.toString();
    }
}
