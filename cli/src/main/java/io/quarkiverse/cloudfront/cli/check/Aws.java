package io.quarkiverse.cloudfront.cli.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.quarkiverse.cloudfront.cli.output.InputFile;
import io.quarkiverse.cloudfront.edge.verify.PublicKeyPem;

/**
 * The contents of the files about keys and functions, as far as these files were given.
 *
 * @param algorithms the algorithms of the account's public keys by ID; empty if the keys were not given
 * @param keyGroups the IDs of the public keys of each given key group
 * @param functions the given functions by ARN
 */
record Aws(Map<String, String> algorithms, Map<String, List<String>> keyGroups, Map<String, Function> functions) {

    static final String RSA = "RSA";

    /** @param store whether the function has a key value store */
    record Function(String runtime, boolean store) {
    }

    static Aws read(Optional<String> publicKeys, List<String> keyGroups, List<String> functions) throws IOException {
        Aws aws = new Aws(new HashMap<>(), new HashMap<>(), new HashMap<>());
        if (publicKeys.isPresent()) {
            Fields list = Fields.read(publicKeys.get(), "aws cloudfront list-public-keys --output json");
            for (Fields key : required(list, "PublicKeyList").objects("Items")) {
                aws.algorithms.put(key.requiredText("Id"), algorithm(key));
            }
        }
        for (String file : keyGroups) {
            Fields group = required(Fields.read(file, "aws cloudfront get-key-group --id ID --output json"), "KeyGroup");
            aws.keyGroups.put(group.requiredText("Id"), group.object("KeyGroupConfig").texts("Items"));
        }
        for (String file : functions) {
            Fields function = required(
                    Fields.read(file, "aws cloudfront describe-function --name NAME --stage LIVE --output json"),
                    "FunctionSummary");
            Fields config = function.object("FunctionConfig");
            aws.functions.put(function.object("FunctionMetadata").requiredText("FunctionARN"), new Function(
                    config.requiredText("Runtime"),
                    !config.object("KeyValueStoreAssociations").objects("Items").isEmpty()));
        }
        return aws;
    }

    /** The public keys and accounts whose signatures a behavior accepts, by their IDs; empty if they are not known. */
    Set<String> keysOf(Behavior behavior) {
        if (!keyGroups.keySet().containsAll(behavior.keyGroups())) {
            return Set.of();
        }
        return Stream.concat(behavior.keyGroups().stream().map(keyGroups::get).flatMap(List::stream),
                behavior.trustedSigners().stream()).collect(Collectors.toSet());
    }

    /** The key groups and accounts whose signatures a behavior accepts, as messages name them. */
    String describeKeys(Behavior behavior) {
        return Stream.concat(
                behavior.keyGroups().stream().map(id -> "the key group " + id + (keyGroups.containsKey(id)
                        ? " (" + String.join(", ", keyGroups.get(id)) + ")"
                        : "")),
                behavior.trustedSigners().stream().map(account -> "the CloudFront key pairs of the account " + account))
                .collect(Collectors.joining(" and "));
    }

    private static Fields required(Fields file, String name) {
        if (file.object(name).isEmpty()) {
            throw file.mistake("has no " + name);
        }
        return file.object(name);
    }

    private static String algorithm(Fields key) {
        try {
            return PublicKeyPem.read(InputFile.encoded(key.requiredText("EncodedKey").getBytes(StandardCharsets.UTF_8)))
                    .getAlgorithm();
        } catch (IllegalArgumentException e) {
            throw key.mistake(key.path("EncodedKey") + " " + e.getMessage());
        }
    }
}
