package io.quarkiverse.cloudfront.signer.aws.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.interfaces.ECPrivateKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.fixtures.keyvalue.KeyValueStandIn;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

class SignatureV4aTest {

    private static final SignatureV4a SIGNATURE = new SignatureV4a("cloudfront-keyvaluestore");
    private static final Instant NOW = Instant.parse("2026-11-29T23:59:59Z");
    private static final String PATH = "/key-value-stores/" + StoreArn.encoded(KeyValueStandIn.ARN) + "/keys";

    private static final Path SCRIPTS = Path.of("src/test/sigv4a");
    private static final Path INSTALLED = Path.of("target", "sigv4a").toAbsolutePath();

    private static SignatureV4a.Request request(String method, String path, String query, String body) {
        return new SignatureV4a.Request(method, path, query,
                Map.of("host", "111122223333.cloudfront-kvs.global.api.aws", "if-match", "E1"), body);
    }

    private static String run(String input, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).directory(INSTALLED.toFile()).redirectErrorStream(true).start();
        try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
            in.write(input);
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static void install() throws IOException, InterruptedException {
        Files.createDirectories(INSTALLED);
        for (String file : List.of("package.json", "package-lock.json", ".npmrc", "verify.mjs")) {
            Files.copy(SCRIPTS.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        run("", Program.NPM.path(), "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    }

    private static String json(AwsCredentialsIdentity credentials, SignatureV4a.Request request, Map<String, String> signed) {
        StringBuilder json = new StringBuilder("{");
        Map<String, String> all = new TreeMap<>(signed);
        all.put(":method", request.method());
        all.put(":path", request.path());
        all.put(":query", request.query());
        all.put(":body", request.body());
        all.put(":secret", credentials.secretAccessKey());
        all.forEach((name, value) -> json.append(json.length() == 1 ? "" : ",").append('"').append(name).append("\":\"")
                .append(value.replace("\"", "\\\"")).append('"'));
        return json.append("}\n").toString();
    }

    /** The key of aws-c-auth's test of its derivation, of which the public key is known. */
    @Test
    void key_isThatOfAwsNativeCode() throws Exception {
        ECPrivateKey key = (ECPrivateKey) SignatureV4a.key(
                AwsBasicCredentials.create("AKISORANDOMAASORANDOM", "q+jcrXGc+0zWN6uzclKVhvMmUsIfRPa4rlRandom"));

        assertThat(key.getS()).isEqualTo(new BigInteger("7fd3bd010c0d9c292141c2b77bfbde1042c92e6836fff749d1269ec890fca1bd",
                16));
    }

    @Test
    void headers_haveAllThatTheServiceAsksFor() {
        Map<String, String> headers = SIGNATURE.sign(request("GET", PATH, "", ""),
                AwsSessionCredentials.create("AKIDEXAMPLE", "topsecret", "token"), NOW);

        assertThat(headers).containsEntry("x-amz-date", "20261129T235959Z").containsEntry("x-amz-region-set", "*")
                .containsEntry("x-amz-security-token", "token")
                .containsEntry("x-amz-content-sha256", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(headers.get("authorization")).matches("AWS4-ECDSA-P256-SHA256 Credential=AKIDEXAMPLE/20261129/"
                + "cloudfront-keyvaluestore/aws4_request, SignedHeaders=host;if-match;x-amz-content-sha256;x-amz-date;"
                + "x-amz-region-set;x-amz-security-token, Signature=30[0-9a-f]{130,144}");
        assertThat(headers.toString()).doesNotContain("topsecret");
    }

    /**
     * Signatures differ each time, so the signer of AWS's SDK for JavaScript computes the key and the text, and verifies with
     * them. The last request was changed after it was signed.
     */
    @Test
    @NeedsProgram(Program.NPM)
    void signatures_areThoseOfTheSdkForJavaScript() throws Exception {
        install();
        StringBuilder requests = new StringBuilder();
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            AwsCredentialsIdentity credentials = i % 2 == 0 ? AwsBasicCredentials.create("AKID" + i, "secret+/" + i)
                    : AwsSessionCredentials.create("ASIA" + i,
                            "secret of more than sixty-four characters, as nobody has one " + i,
                            "token/+=" + i);
            for (SignatureV4a.Request request : List.of(request("GET", PATH, "", ""),
                    request("GET", PATH + "/" + StoreArn.encoded("u/kx3bq0vVn2mSdA-_"), "", ""),
                    request("GET", PATH, "MaxResults=50&NextToken=" + StoreArn.encoded("a+/= b*~ü"), ""),
                    request("POST", PATH, "", "{\"Puts\":[{\"Key\":\"all\",\"Value\":\"tp9io0\"}],\"Deletes\":[]}"))) {
                requests.append(json(credentials, request, SIGNATURE.sign(request, credentials, NOW.plusSeconds(i))));
                expected.append("true\n");
            }
        }
        SignatureV4a.Request signed = request("POST", PATH, "", "{}");
        AwsCredentialsIdentity credentials = AwsBasicCredentials.create("AKIDEXAMPLE", "topsecret");
        Map<String, String> headers = SIGNATURE.sign(signed, credentials, NOW);
        requests.append(json(credentials, signed, headers))
                .append(json(credentials, request("POST", PATH, "", "{ }"), headers));

        assertThat(run(requests.toString(), "node", "verify.mjs")).isEqualTo(expected + "true\nfalse\n");
    }
}
