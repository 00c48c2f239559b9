package org.acme.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * The part of AWS KMS that signs: its JSON protocol over HTTP, with keys that are generated here.
 */
public class LocalKms implements QuarkusTestResourceLifecycleManager {

    /** System properties for settings that applications have as environment variables, such as AWS_REGION. */
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "aws.region", "eu-central-1",
            "aws.accessKeyId", "AKIDEXAMPLE",
            "aws.secretAccessKey", "secret");

    private static final int LONGEST_RAW_MESSAGE = 4096;

    /** The prefix of a SHA-256 digest in a PKCS#1 v1.5 signature: RFC 8017, section 9.2. */
    private static final byte[] SHA256_DIGEST_INFO = HexFormat.of().parseHex("3031300d060960864801650304020105000420");

    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, KmsKeyPair> keys = new HashMap<>();
    private HttpServer server;

    private record KmsKeyPair(KeyPair pair, String spec, String signingAlgorithm) {
    }

    @Override
    public Map<String, String> start() {
        try {
            keys.put("alias/cloudfront-archive",
                    new KmsKeyPair(generate("EC", 256), "ECC_NIST_P256", "ECDSA_SHA_256"));
            keys.put("alias/cloudfront-press",
                    new KmsKeyPair(generate("RSA", 2048), "RSA_2048", "RSASSA_PKCS1_V1_5_SHA_256"));
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/", this::handle);
        server.start();
        ENVIRONMENT.forEach(System::setProperty);
        System.setProperty("aws.endpointUrlKms", "http://localhost:" + server.getAddress().getPort());
        return Map.of();
    }

    static KeyPair generate(String algorithm, int size) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(size);
        return generator.generateKeyPair();
    }

    @Override
    public void stop() {
        ENVIRONMENT.keySet().forEach(System::clearProperty);
        System.clearProperty("aws.endpointUrlKms");
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, Object> answer;
            int status = 200;
            try {
                answer = answer(exchange);
            } catch (KmsException e) {
                status = 400;
                answer = Map.of("__type", e.code, "message", e.getMessage());
            } catch (GeneralSecurityException e) {
                status = 500;
                answer = Map.of("__type", "KMSInternalException", "message", e.toString());
            }
            byte[] body = json.writeValueAsBytes(answer);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Map<String, Object> answer(HttpExchange exchange) throws IOException, GeneralSecurityException {
        String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (!authorization.matches("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/\\d{8}/eu-central-1/kms/aws4_request, .*")) {
            throw new KmsException("AccessDeniedException", authorization);
        }
        JsonNode request = json.readTree(exchange.getRequestBody());
        String id = request.path("KeyId").asText();
        KmsKeyPair key = keys.get(id);
        if (key == null) {
            throw new KmsException("NotFoundException", "Alias " + id + " is not found.");
        }
        String operation = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        return switch (operation) {
            case "TrentService.GetPublicKey" -> Map.of("KeyId", id, "KeyUsage", "SIGN_VERIFY", "KeySpec", key.spec,
                    "SigningAlgorithms", new String[] { key.signingAlgorithm },
                    "PublicKey", base64(key.pair.getPublic().getEncoded()));
            case "TrentService.Sign" -> Map.of("KeyId", id, "SigningAlgorithm", key.signingAlgorithm,
                    "Signature", base64(sign(key, request)));
            default -> throw new KmsException("UnknownOperationException", operation);
        };
    }

    private static byte[] sign(KmsKeyPair key, JsonNode request) throws GeneralSecurityException {
        if (!key.signingAlgorithm.equals(request.path("SigningAlgorithm").asText())) {
            throw new KmsException("InvalidKeyUsageException", "not an algorithm of this key");
        }
        byte[] message = Base64.getDecoder().decode(request.path("Message").asText());
        return switch (request.path("MessageType").asText("RAW")) {
            case "RAW" -> signMessage(key, message);
            case "DIGEST" -> signDigest(key, message);
            default -> throw new KmsException("ValidationException", "no such message type");
        };
    }

    private static byte[] signMessage(KmsKeyPair key, byte[] message) throws GeneralSecurityException {
        if (message.length > LONGEST_RAW_MESSAGE) {
            throw new KmsException("ValidationException", "Member must have length less than or equal to 4096");
        }
        return sign(key, key.spec.startsWith("ECC") ? "SHA256withECDSA" : "SHA256withRSA", message);
    }

    private static byte[] signDigest(KmsKeyPair key, byte[] digest) throws GeneralSecurityException {
        if (digest.length != 32) {
            throw new KmsException("ValidationException", "Digest is invalid length for algorithm " + key.signingAlgorithm);
        }
        return key.spec.startsWith("ECC") ? sign(key, "NONEwithECDSA", digest)
                : sign(key, "NONEwithRSA", SHA256_DIGEST_INFO, digest);
    }

    private static byte[] sign(KmsKeyPair key, String algorithm, byte[]... parts) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key.pair.getPrivate());
        for (byte[] part : parts) {
            signature.update(part);
        }
        return signature.sign();
    }

    private static String base64(byte[] bytes) {
        return new String(Base64.getEncoder().encode(bytes), StandardCharsets.US_ASCII);
    }

    private static final class KmsException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String code;

        KmsException(String code, String message) {
            super(message);
            this.code = code;
        }
    }
}
