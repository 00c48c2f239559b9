package io.quarkiverse.cloudfront.cli.explain;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;

import io.quarkiverse.cloudfront.cli.output.CommandException;
import io.quarkiverse.cloudfront.cli.output.Json;
import io.quarkiverse.cloudfront.edge.verify.PublicKeyPem;

/**
 * The public keys of an account, as the AWS CLI prints them.
 *
 * @see <a href="https://docs.aws.amazon.com/cli/latest/reference/cloudfront/list-public-keys.html">list-public-keys</a>
 */
final class PublicKeyList {

    private PublicKeyList() {
    }

    /** @param source where the PEM is from, for messages */
    static PublicKey key(String pem, String source) {
        try {
            return PublicKeyPem.read(pem);
        } catch (IllegalArgumentException e) {
            throw CommandException.unknown(source + " " + e.getMessage());
        }
    }

    static Map<String, PublicKey> read(Path file) throws IOException {
        Map<String, PublicKey> keys = new LinkedHashMap<>();
        try (InputStream in = Files.newInputStream(file)) {
            if (Json.read(in, Set.of()) instanceof Map<?, ?> object
                    && object.get("PublicKeyList") instanceof Map<?, ?> list
                    && list.get("Items") instanceof List<?> items) {
                for (Object item : items) {
                    if (item instanceof Map<?, ?> key && key.get("Id") instanceof String id
                            && key.get("EncodedKey") instanceof String pem) {
                        keys.put(id, key(pem, "The key " + id + " in " + file));
                    }
                }
            }
        } catch (JsonProcessingException e) {
            throw notTheList(file);
        }
        if (keys.isEmpty()) {
            throw notTheList(file);
        }
        return keys;
    }

    private static CommandException notTheList(Path file) {
        return CommandException.unknown(file + " does not contain public keys in JSON. Write it with "
                + "aws cloudfront list-public-keys --output json");
    }
}
