package io.quarkiverse.cloudfront.cli.key;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.quarkiverse.cloudfront.cli.Cli;
import io.quarkiverse.cloudfront.cli.Program;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.fixtures.keygroup.CloudFrontStandIn;

/** A key group with one key, and the program with credentials for it. */
final class KeyGroupOnAws implements AutoCloseable {

    private static final String ENDPOINT = "aws.endpointUrl";
    private static final Map<String, String> CREDENTIALS = Map.of("aws.accessKeyId", "AKIDEXAMPLE", "aws.secretAccessKey",
            "secret");

    final CloudFrontStandIn cloudFront = new CloudFrontStandIn();
    final String old = cloudFront.upload(NewKey.p256Pair().getPublic(), Duration.ofDays(30));
    final String group = cloudFront.createGroup(old);
    final String distribution = cloudFront.createDistribution(group);
    final Path privateKey;

    KeyGroupOnAws(Path directory) throws IOException {
        System.setProperty(ENDPOINT, cloudFront.endpoint().toString());
        CREDENTIALS.forEach(System::setProperty);
        privateKey = Files.writeString(directory.resolve("new-key.pem"), NewKey.pem(NewKey.p256Pair().getPrivate()));
    }

    static String past() {
        return Instant.now().minusSeconds(5).toString();
    }

    private List<String> arguments(String... options) {
        List<String> all = new ArrayList<>(List.of("rotate", "--key-group", group, "--interval", "0"));
        all.addAll(List.of(options));
        return all;
    }

    Cli rotate(String... options) {
        return Cli.run(arguments(options).toArray(String[]::new));
    }

    Cli rotateToNewKey(String... options) {
        return Cli.run(withNewKey(options).toArray(String[]::new));
    }

    private List<String> withNewKey(String... options) {
        List<String> all = arguments("--private-key", privateKey.toString());
        all.addAll(List.of(options));
        return all;
    }

    /** The same in a process of its own. */
    Process start(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Program.class.getName()));
        command.addAll(withNewKey(options));
        ProcessBuilder program = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        program.environment().putAll(Map.of("AWS_ENDPOINT_URL", cloudFront.endpoint().toString(), "AWS_ACCESS_KEY_ID",
                "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY", "secret"));
        return program.start();
    }

    @Override
    public void close() {
        cloudFront.close();
        System.clearProperty(ENDPOINT);
        CREDENTIALS.keySet().forEach(System::clearProperty);
    }
}
