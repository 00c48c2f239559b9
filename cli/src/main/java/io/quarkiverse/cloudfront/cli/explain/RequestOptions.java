package io.quarkiverse.cloudfront.cli.explain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.cli.output.CommandException;
import io.quarkiverse.cloudfront.cli.output.InputFile;
import io.quarkiverse.cloudfront.edge.explain.ExplainedRequest;
import io.quarkiverse.cloudfront.edge.explain.KnownKey;
import io.quarkiverse.cloudfront.edge.verify.PublicKeyPem;
import picocli.CommandLine.Option;

/** The options for the keys and the circumstances of a request. */
final class RequestOptions {

    private static final int LONGEST = 100_000;

    /** An IPv4 address, or a text that can only be an IPv6 address. CloudFront compares only IPv4 addresses. */
    private static final Pattern ADDRESS = Pattern
            .compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}|[0-9a-fA-F]*:[0-9a-fA-F:.]*");

    @Option(names = "--public-key", paramLabel = "ID=FILE", //
            description = "A public key of the key group, in PEM or DER, and its key pair ID. Repeat it for each key.")
    private List<String> publicKeys = new ArrayList<>();

    @Option(names = "--keys", paramLabel = "FILE", //
            description = "All public keys of the account: the output of \"aws cloudfront list-public-keys\".")
    private @Nullable Path keys;

    @Option(names = "--cookie", paramLabel = "HEADER", //
            description = "The request's Cookie header, or a Set-Cookie header. Repeat it for each header.")
    private List<String> cookies = new ArrayList<>();

    @Option(names = "--ip", paramLabel = "ADDRESS", description = "The viewer's IP address.")
    private String ip = "";

    @Option(names = "--at", paramLabel = "TIME", //
            description = { "When the request was made, such as", "2026-12-01T08:00:00Z. The default is now, or with --har the "
                    + "time of each request." })
    private @Nullable OffsetDateTime at;

    @Option(names = "--host", paramLabel = "HOST", //
            description = "Another host for which the URL may have been signed by mistake. Repeat it for each host.")
    private List<String> hosts = new ArrayList<>();

    /** Creates an explainer that uses these keys. */
    KeyedExplainer explainer() throws IOException {
        if (!ip.isEmpty() && !ADDRESS.matcher(ip).matches()) {
            throw CommandException.unknown("--ip " + ip + " is not an IP address, such as 203.0.113.7");
        }
        List<KnownKey> known = new ArrayList<>();
        for (String key : publicKeys) {
            String[] parts = key.split("=", 2);
            if (parts.length < 2) {
                throw CommandException
                        .unknown("--public-key: '" + key + "' is not ID=FILE, such as K2JCJMDEHXQW5F=public-key.pem");
            }
            known.add(new KnownKey(parts[0], "the key group (--public-key)",
                    Optional.of(publicKey(InputFile.read(Path.of(parts[1])), parts[1])), true, Optional.empty()));
        }
        if (keys != null) {
            known.addAll(keysOfAccount(keys));
        }
        Map<String, KnownKey> named = new HashMap<>();
        for (KnownKey key : known) {
            KnownKey same = named.putIfAbsent(key.keyPairId(), key);
            if (same != null && !same.publicKey().equals(key.publicKey())) {
                throw CommandException
                        .unknown("The key pair ID " + key.keyPairId() + " is given with two different public keys, "
                                + "but CloudFront gives each public key an ID of its own. Remove the wrong one");
            }
        }
        return new KeyedExplainer(known, hosts, keys != null);
    }

    /**
     * @param content PEM, DER, or DER in base64, as AWS KMS returns it
     * @param source the source of the key, for messages
     */
    private static PublicKey publicKey(byte[] content, String source) {
        String key = InputFile.encoded(content);
        try {
            return PublicKeyPem.read(key.startsWith("M") ? "-----BEGIN PUBLIC KEY-----" + key + "-----END PUBLIC KEY-----"
                    : key);
        } catch (IllegalArgumentException e) {
            throw CommandException.unknown(source + " " + e.getMessage());
        }
    }

    /**
     * Reads the keys in the output of the AWS CLI.
     *
     * @see <a href="https://docs.aws.amazon.com/cli/latest/reference/cloudfront/list-public-keys.html">list-public-keys</a>
     */
    private static List<KnownKey> keysOfAccount(Path file) throws IOException {
        List<KnownKey> keys = new ArrayList<>();
        if (InputFile.json(file, Set.of()) instanceof Map<?, ?> object && object.get("PublicKeyList") instanceof Map<?, ?> list
                && list.get("Items") instanceof List<?> items) {
            for (Object item : items) {
                if (item instanceof Map<?, ?> key && key.get("Id") instanceof String id
                        && key.get("EncodedKey") instanceof String pem) {
                    byte[] content = pem.getBytes(StandardCharsets.ISO_8859_1);
                    keys.add(new KnownKey(id, KeyedExplainer.ACCOUNT,
                            Optional.of(publicKey(content, "The key " + id + " in " + file)), true, Optional.empty()));
                }
            }
        }
        if (keys.isEmpty()) {
            throw CommandException.unknown(file + " does not contain public keys in JSON. Write it with "
                    + "aws cloudfront list-public-keys --output json");
        }
        return keys;
    }

    /** A request in a browser session, at its own time and with its own cookies. */
    ExplainedRequest explained(HarEntry entry) {
        return explained(entry.url(), entry.cookies(), entry.at().orElseGet(Instant::now));
    }

    /** @param argument the URL, or - to read it from standard input, so that it does not appear in the shell's history */
    ExplainedRequest explained(String argument) throws IOException {
        String url = argument.equals("-") ? new String(System.in.readNBytes(LONGEST), StandardCharsets.UTF_8).strip()
                : argument;
        return explained(url, "", Instant.now());
    }

    private ExplainedRequest explained(String url, String otherwise, Instant now) {
        return new ExplainedRequest(url, cookies.isEmpty() ? otherwise : String.join("\n", cookies), Optional.empty(),
                at == null ? now : at.toInstant(), ip);
    }
}
