package org.acme.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * A SoftHSM token, in which keytool generates the keys, as an administrator would.
 */
public class SoftHsm implements QuarkusTestResourceLifecycleManager {

    static final String PIN = "1234";

    private static final Path PROVIDER = Path.of("../modules/ROOT/examples/remote-keys/pkcs11.cfg");

    private final Path configuration = Path.of(System.getenv("SOFTHSM2_CONF"));
    private final Path directory = configuration.getParent();

    @Override
    public Map<String, String> start() {
        try {
            Path tokens = Files.createTempDirectory(Files.createDirectories(directory), "tokens");
            Files.writeString(configuration, "directories.tokendir = %s\nlog.level = ERROR\n".formatted(tokens));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run(List.of(Program.SOFTHSM.path(), "--init-token", "--free", "--label", "cloudfront", "--pin", PIN, "--so-pin",
                "5678"));
        keytool("-genkeypair", "-alias", "cloudfront-masters", "-keyalg", "EC", "-groupname", "secp256r1",
                "-dname", "CN=cloudfront-masters");
        keytool("-genkeypair", "-alias", "cloudfront-stills", "-keyalg", "RSA", "-keysize", "2048",
                "-dname", "CN=cloudfront-stills");
        return Map.of("archive.pkcs11.pin", PIN);
    }

    private void keytool(String... options) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("-keystore", "NONE", "-storetype", "PKCS11", "-storepass", PIN,
                "-addprovider", "SunPKCS11", "-providerArg", PROVIDER.toString()));
        run(command);
    }

    private static void run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + ": " + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        // the tokens stay in the build directory, because this process still has their library open
    }
}
