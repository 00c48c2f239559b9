package io.quarkiverse.cloudfront.cli.explain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.quarkiverse.cloudfront.cli.output.CommandException;
import io.quarkiverse.cloudfront.cli.output.InputFile;
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

    /**
     * @param content PEM, DER, or DER in base64, as AWS KMS returns it
     * @param source of the key, for messages
     */
    static PublicKey key(byte[] content, String source) {
        String key = InputFile.encoded(content);
        try {
            return PublicKeyPem.read(key.startsWith("M") ? "-----BEGIN PUBLIC KEY-----" + key + "-----END PUBLIC KEY-----"
                    : key);
        } catch (IllegalArgumentException e) {
            throw CommandException.unknown(source + " " + e.getMessage());
        }
    }

    static Map<String, PublicKey> read(Path file) throws IOException {
        Map<String, PublicKey> keys = new LinkedHashMap<>();
        if (Json.read(file, Set.of()) instanceof Map<?, ?> object
                && object.get("PublicKeyList") instanceof Map<?, ?> list
                && list.get("Items") instanceof List<?> items) {
            for (Object item : items) {
                if (item instanceof Map<?, ?> key && key.get("Id") instanceof String id
                        && key.get("EncodedKey") instanceof String pem) {
                    keys.put(id, key(pem.getBytes(StandardCharsets.ISO_8859_1), "The key " + id + " in " + file));
                }
            }
        }
        if (keys.isEmpty()) {
            throw CommandException.unknown(file + " does not contain public keys in JSON. Write it with "
                    + "aws cloudfront list-public-keys --output json");
        }
        return keys;
    }
}
