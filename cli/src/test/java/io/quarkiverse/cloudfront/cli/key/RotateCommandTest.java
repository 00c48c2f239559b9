package io.quarkiverse.cloudfront.cli.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.cloudfront.cli.Cli;
import io.quarkiverse.cloudfront.signer.fixtures.EncryptedKey;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.programs.Moto;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

class RotateCommandTest {

    @TempDir
    private Path directory;

    private KeyGroupOnAws aws;

    @BeforeEach
    void createKeyGroup() throws IOException {
        aws = new KeyGroupOnAws(directory);
    }

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void rotation_printsPropertiesAndTheNextCommand() {
        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Cli first = aws.rotateToNewKey();

        assertThat(first.err()).contains("Uploaded the public key KEY2\n",
                "Changed the key group group-1 (name of group-1) from KEY1 to KEY1, KEY2\n");
        assertThat(first.exitCode()).isZero();
        List<String> lines = first.lines();
        assertThat(lines.subList(0, 4)).containsExactly(
                "CloudFront accepts signatures of KEY2 in DIST1. The key group has KEY1, KEY2.", "",
                "Set these properties on all replicas, with the location of the key on each replica, and this or a later time:",
                "quarkus.cloudfront-signer.keys.\"KEY2\".private-key-location=" + aws.privateKey);
        String time = "quarkus.cloudfront-signer.keys.\"KEY2\".active-from=";
        assertThat(lines.get(4)).startsWith(time);
        assertThat(Instant.parse(lines.get(4).substring(time.length()))).isBetween(before,
                Instant.now().plusSeconds(60));
        assertThat(lines.subList(5, 8)).containsExactly("",
                "After that time, the log of each replica gives a second time, after which KEY1 is no longer needed. Then run "
                        + "this command, with the latest of these times:",
                "cloudfront-signer rotate --key-group group-1 --private-key "
                        + KeygenCommand.quoted(aws.privateKey.toString()) + " --finish --after TIME");

        Cli early = aws.rotateToNewKey("--finish", "--after", Instant.now().plusSeconds(3600).toString());
        assertThat(early.exitCode()).isEqualTo(1);
        assertThat(early.err()).startsWith("KEY1 is needed until 20");

        Cli second = aws.rotateToNewKey("--finish", "--after", KeyGroupOnAws.past());
        assertThat(second.exitCode()).isZero();
        assertThat(second.lines()).containsExactly(
                "CloudFront no longer accepts signatures of KEY1. The key group has KEY2.",
                "The public key KEY1 is deleted.");
        assertThat(aws.cloudFront.publicKeys()).containsExactly("KEY2");
    }

    /** CloudFront knows which key the new one replaces if it is the only one, or was named at the beginning. */
    @Test
    void oneOfSeveralKeys_isReplaced() {
        String second = aws.cloudFront.upload(NewKey.p256Pair().getPublic(), Duration.ofDays(30));
        String group = aws.cloudFront.createGroup(aws.old, second);
        aws.cloudFront.createDistribution(group);
        String[] rotate = { "rotate", "--key-group", group, "--interval", "0", "--private-key", aws.privateKey.toString() };
        String[] finish = with(rotate, "--finish", "--after", KeyGroupOnAws.past());

        Cli unnamed = Cli.run(rotate);
        assertThat(unnamed.lines()).anyMatch(line -> line.contains("after which the previous key is no longer needed."))
                .last().asString().endsWith(" --finish --old ID --after TIME");
        Cli refused = Cli.run(finish);
        assertThat(refused.err()).startsWith("CloudFront has no record of the key that ")
                .contains(" replaces. Add --old with the ID of that key.");
        assertThat(refused.exitCode()).isEqualTo(2);

        Cli finished = Cli.run(with(finish, "--old", second));
        assertThat(finished.exitCode()).as(finished.err()).isZero();
        assertThat(aws.cloudFront.keysOf(group)).contains(aws.old).doesNotContain(second).hasSize(2);
    }

    private static String[] with(String[] arguments, String... more) {
        return Stream.of(arguments, more).flatMap(Stream::of).toArray(String[]::new);
    }

    /** Replicas start in other directories. */
    @Test
    void relativeKey_getsAnAbsoluteLocation() {
        Path relative = Path.of("").toAbsolutePath().relativize(aws.privateKey);

        assertThat(aws.rotate("--private-key", relative.toString()).lines()).contains(
                "quarkus.cloudfront-signer.keys.\"KEY2\".private-key-location=" + aws.privateKey,
                "cloudfront-signer rotate --key-group group-1 --private-key " + relative + " --finish --after TIME");
    }

    @Test
    void timeout_endsTheWait() {
        aws.cloudFront.deployAfter(1000);

        Cli run = aws.rotateToNewKey("--timeout", "0");

        assertThat(run.err()).contains("CloudFront has not deployed the change within 0 seconds in: DIST1. Run the same "
                + "command");
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    void json_hasTheSame() {
        assertThat(aws.rotateToNewKey("--json").out()).contains("\"keyGroup\" : \"group-1\"",
                "\"keyPairIds\" : [ \"KEY1\", \"KEY2\" ]", "\"keyPairId\" : \"KEY2\"", "\"previous\" : \"KEY1\"",
                "\"distributions\" : [ \"DIST1\" ]", "\"at\" : \"20",
                "\"quarkus.cloudfront-signer.keys.\\\"KEY2\\\".active-from\" : \"20", "\"next\" : \"cloudfront-signer rotate ");
        Cli refused = aws.rotateToNewKey("--json", "--finish", "--after", "2020-01-01T00:00:00Z");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.out()).contains("\"error\" : \"2020-01-01T00:00:00Z is before the upload of KEY2");
        assertThat(aws.rotateToNewKey("--json", "--finish", "--after", KeyGroupOnAws.past()).out())
                .contains("\"keyPairIds\" : [ \"KEY2\" ]").doesNotContain("previousIsInKeyGroups");
    }

    @Test
    void previousKeyOfOtherKeyGroups_isNotDeleted() {
        String other = aws.cloudFront.createGroup(aws.old);
        aws.rotateToNewKey();
        String[] finish = { "--finish", "--after", KeyGroupOnAws.past() };

        assertThat(aws.rotateToNewKey(finish).lines().get(1)).isEqualTo(
                "The public key KEY1 still exists, because these key groups have it, too: " + other);
        assertThat(aws.rotateToNewKey(with(finish, "--json")).out())
                .contains("\"previousIsInKeyGroups\" : [ \"" + other + "\" ]");
    }

    @Test
    void leakedKey_isReplaced() {
        Cli removed = aws.rotateToNewKey("--leaked", "KEY1");

        assertThat(removed.exitCode()).isZero();
        assertThat(removed.lines()).containsExactly("CloudFront refuses everything that was signed with KEY1. The key group "
                + "has KEY2, and the public key is deleted.", "",
                "Viewers get 403 until the application signs with the new key. Set these properties on all replicas, with the "
                        + "location of the key on each replica, and restart the replicas now:",
                "quarkus.cloudfront-signer.key-pair-id=KEY2",
                "quarkus.cloudfront-signer.private-key-location=" + aws.privateKey);
        assertThat(aws.cloudFront.activeIn(aws.distribution)).containsExactly("KEY2");
        assertThat(aws.rotate("--leaked", "KEY1").exitCode()).isEqualTo(2);
    }

    @Test
    void leakedKey_withAnotherOne_isRemoved() {
        aws.rotateToNewKey();
        Cli removed = aws.rotate("--leaked", "KEY1");

        assertThat(removed.exitCode()).isZero();
        assertThat(removed.lines().get(1))
                .isEqualTo("If a replica still signs with it, viewers get 403 until the replica signs "
                        + "with another key.");
        assertThat(aws.rotate("--leaked", "KEY2").err()).startsWith("KEY2 is the only key of the key group");
        assertThat(aws.rotate("--leaked", "KEY2").exitCode()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "|Pass the new key with --private-key or --kms",
            "--finish --after 2026-12-01T00:00:00Z|Pass the new key with --private-key or --kms",
            "--private-key none.pem --finish|--finish needs --after with the time that the log of the application gives",
            "--private-key none.pem --finish --after 2026-12-01T00:00:00Z --leaked KEY1|--finish waits for the old key, and",
            "--private-key none.pem --kms alias/media|Error: --private-key=FILE, --kms=KEY are mutually exclusive",
            "--private-key none.pem --finish --after tomorrow|Invalid value for option '--after'",
            "--private-key none.pem|none.pem does not exist" })
    void wrongArguments_areExplained(String options, String message) {
        Cli run = aws.rotate(options == null ? new String[0] : options.split(" "));

        assertThat(run.err()).startsWith(message);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(aws.cloudFront.recorded()).isEmpty();
    }

    @Test
    void wrongKeys_areExplained() throws IOException {
        Path publicKey = directory.resolve("public-key.pem");
        Cli.run("keygen", directory.toString());
        assertThat(aws.rotate("--private-key", publicKey.toString()).err()).startsWith("--private-key ").contains("public key");
        Path text = Files.writeString(directory.resolve("text"), "nothing");
        assertThat(aws.rotate("--private-key", text.toString()).err()).startsWith("--private-key ").doesNotContain("nothing");
        assertThat(aws.cloudFront.recorded()).isEmpty();
    }

    @Test
    void wrongCredentialsOrKeyGroup_areExplained() {
        assertThat(Cli.run("rotate", "--key-group", "group-9", "--private-key", aws.privateKey.toString()).err())
                .startsWith("The account has no key group group-9. To list the key groups, run aws cloudfront list-key-groups");
        aws.cloudFront.close();
        Cli unreachable = aws.rotateToNewKey();
        assertThat(unreachable.err()).startsWith("GetKeyGroup failed before "
                + aws.cloudFront.endpoint().getAuthority() + " answered (Unable to execute HTTP request: Connection refused");
        assertThat(unreachable.exitCode()).isEqualTo(2);
    }

    @Test
    @NeedsProgram(Program.MOTO)
    void keyInKms_isProvedBeforeItsPublicKeyIsUploaded() {
        try (Moto moto = Moto.start()) {
            System.setProperty("aws.endpointUrlKms", moto.endpoint().toString());
            System.setProperty("aws.region", "eu-central-1");

            assertThat(aws.rotate("--kms", "alias/none").err()).startsWith("--kms names a KMS key that cannot be used: ");
            assertThat(aws.cloudFront.publicKeys()).hasSize(1);
            String key;
            try (KmsClient kms = KmsClient.create()) {
                key = kms.createKey(request -> request.keySpec(KeySpec.ECC_NIST_P256).keyUsage(KeyUsageType.SIGN_VERIFY))
                        .keyMetadata().keyId();
            }
            assertThat(aws.rotate("--kms", key).lines()).contains(
                    "quarkus.cloudfront-signer.keys.\"KEY2\".private-key-location=aws-kms:" + key,
                    "cloudfront-signer rotate --key-group group-1 --kms " + key + " --finish --after TIME");
        } finally {
            System.clearProperty("aws.endpointUrlKms");
            System.clearProperty("aws.region");
        }
    }

    @Test
    void encryptedKey_needsItsPassphrase() throws IOException {
        Path encrypted = Files.writeString(directory.resolve("encrypted.pem"),
                EncryptedKey.pem(NewKey.p256Pair().getPrivate(), "open sesame"));
        Path passphrase = Files.writeString(directory.resolve("passphrase"), "open sesame\n");

        assertThat(aws.rotate("--private-key", encrypted.toString()).err()).startsWith("--private-key ")
                .contains("--passphrase-file");
        assertThat(aws.rotate("--private-key", encrypted.toString(), "--passphrase-file", passphrase.toString()).exitCode())
                .isZero();
        assertThat(aws.cloudFront.publicKeys()).hasSize(2);
    }
}
