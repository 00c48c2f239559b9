package io.quarkiverse.cloudfront.signer.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.cloudfront.signer.fixtures.LoopbackServer;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.fixtures.Race;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;
import software.amazon.awssdk.services.kms.KmsAsyncClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GetPublicKeyRequest;
import software.amazon.awssdk.services.kms.model.GetPublicKeyResponse;

/**
 * The client of applications that do not have one of their own.
 */
class KmsKeyServiceTest {

    private static final Map<String, String> SETTINGS = Map.of(
            "aws.region", "eu-central-1",
            "aws.accessKeyId", "AKIDEXAMPLE",
            "aws.secretAccessKey", "secret");

    private static final String ENDPOINT = "aws.endpointUrlKms";
    private static final String CONFIG_FILE = "aws.configFile";
    private static final String NO_INSTANCE = "aws.disableEc2Metadata";

    @TempDir
    Path directory;

    @AfterEach
    void clear() {
        SETTINGS.keySet().forEach(System::clearProperty);
        System.clearProperty(ENDPOINT);
        System.clearProperty(CONFIG_FILE);
        System.clearProperty(NO_INSTANCE);
    }

    @Test
    void missingRegion_isReported() {
        // even if the environment has one
        System.setProperty("aws.region", "");
        System.setProperty(CONFIG_FILE, directory.resolve("config").toString());
        System.setProperty(NO_INSTANCE, "true");

        assertThatThrownBy(KmsKeyService::createClient).isInstanceOf(UnusableKeyException.class)
                .hasMessageMatching("names a key in AWS KMS, but the AWS SDK cannot create a client for it \\(.*region.*\\)\\. "
                        + "Set AWS_REGION, or produce a KmsClient bean");
    }

    /** The signer gives up after ten seconds, and then does not know the reason. */
    @Test
    void client_givesUpBeforeTheSigner() throws Exception {
        SETTINGS.forEach(System::setProperty);
        try (KmsClient client = KmsKeyService.createClient()) {
            assertThat(client.serviceClientConfiguration().overrideConfiguration().apiCallTimeout())
                    .hasValueSatisfying(timeout -> assertThat(timeout).isLessThan(Duration.ofSeconds(10)));
        }
    }

    /** Otherwise, two keys that are opened at the same time would create two clients, of which only one is closed. */
    @Test
    void keys_areOpenedOneAfterTheOther() throws InterruptedException {
        KmsKeyService service = new KmsKeyService(null);
        Thread opening;
        synchronized (service) {
            opening = Race.startBlocked(() -> assertThatThrownBy(() -> service.open("K2MEDIA", "alias/media"))
                    .as("there is no CDI container").isInstanceOf(IllegalStateException.class));
        }
        opening.join(60_000);
    }

    private void assertRefused(UnaryOperator<String> answers, String message) throws IOException {
        SETTINGS.forEach(System::setProperty);
        try (LoopbackServer server = new LoopbackServer("kms", exchange -> {
            String operation = exchange.getRequestHeaders().getFirst("X-Amz-Target").replaceFirst(".*\\.", "");
            LoopbackServer.answer(exchange, 200, answers.apply(operation));
        })) {
            System.setProperty(ENDPOINT, server.endpoint().toString());
            assertThatThrownBy(() -> KmsKey.publicKeyOf("alias/media"))
                    .hasMessage("the key in AWS KMS names a KMS key " + message
                            + ". Check which service the endpoint of the AWS SDK belongs to");
        }
    }

    /** Such as a stand-in for other services of AWS. */
    @Test
    void emptyAnswer_isReportedImmediately() throws IOException {
        String publicKey = "{\"KeyId\":\"1\",\"KeyUsage\":\"SIGN_VERIFY\",\"KeySpec\":\"ECC_NIST_P256\",\"PublicKey\":\""
                + Base64.getEncoder().encodeToString(NewKey.p256Pair().getPublic().getEncoded()) + "\"}";

        assertRefused(operation -> "{}", "without a public key");
        assertRefused(operation -> operation.equals("GetPublicKey") ? publicKey : "{}",
                "whose public key does not verify its signatures");
    }

    @Test
    @Tag("nightly")
    void clientThatNeverAnswers_failsInTime() {
        assertThatThrownBy(() -> KmsKey.of("K2MEDIA", "alias/media", new KmsAsyncClient() {

            @Override
            public CompletableFuture<GetPublicKeyResponse> getPublicKey(GetPublicKeyRequest request) {
                return new CompletableFuture<>();
            }

            @Override
            public String serviceName() {
                return "kms";
            }

            @Override
            public void close() {
            }
        })).hasMessageStartingWith("the key in AWS KMS could not be read within 10 seconds. Check whether its file system or "
                + "service responds, and check");
    }

    @Test
    @Tag("nightly")
    void serviceThatDoesNotAnswer_failsWithTheReason() throws Exception {
        // accepts connections, and never reads
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            SETTINGS.forEach(System::setProperty);
            System.setProperty(ENDPOINT, "http://localhost:" + silent.getLocalPort());
            try (KmsClient client = KmsKeyService.createClient()) {
                assertThatThrownBy(() -> KmsKey.of("K2MEDIA", "alias/media", client))
                        .hasMessageMatching(
                                "the key in AWS KMS names a KMS key that cannot be used: GetPublicKey failed before "
                                        + "AWS KMS answered \\(.*8000 millis.*\\)\\. Check the region, the "
                                        + "credentials, and the network");
            }
        }
    }
}
