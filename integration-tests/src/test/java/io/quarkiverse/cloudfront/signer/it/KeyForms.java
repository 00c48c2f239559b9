package io.quarkiverse.cloudfront.signer.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * Configures a signer for each form of key that OpenSSL writes. Each has its public key, with which its trial signature is
 * verified when the application starts.
 */
public class KeyForms implements QuarkusTestResourceLifecycleManager {

    private static final String PASSPHRASE = "correct horse";

    private final Map<String, String> configuration = new HashMap<>();
    private Path directory;

    @Override
    public Map<String, String> start() {
        try {
            directory = Files.createTempDirectory(Path.of("target"), "keys").toAbsolutePath();
            openssl("genrsa -traditional -out rsa.pem 2048");
            openssl("ecparam -name prime256v1 -genkey -noout -out ec.pem");
            configure("rsa", "rsa -traditional");
            configure("ec", "ec");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return configuration;
    }

    private void configure(String kind, String traditional) throws IOException {
        openssl("pkey -in %s.pem -pubout -out %s-public.pem".formatted(kind, kind));
        location(kind, "traditional", directory.resolve(kind + ".pem"));
        write(kind, "traditional-der", traditional + " -outform DER");
        write(kind, "traditional-encrypted", traditional + " -aes256 -passout file:passphrase.txt");
        write(kind, "pkcs8", "pkcs8 -topk8 -nocrypt");
        write(kind, "pkcs8-der", "pkcs8 -topk8 -nocrypt -outform DER");
        String encrypted = "pkcs8 -topk8 -passout file:passphrase.txt ";
        write(kind, "pbkdf2", encrypted);
        write(kind, "pbkdf2-der", encrypted + "-outform DER");
        write(kind, "pbkdf2-3des-sha512", encrypted + "-v2 des3 -v2prf hmacWithSHA512");
        write(kind, "scrypt", encrypted + "-scrypt");
        write(kind, "pkcs12-3des", encrypted + "-v1 PBE-SHA1-3DES");
        String base64 = Base64.getEncoder().encodeToString(Files.readAllBytes(directory.resolve(kind + "-pkcs8-der")));
        signer(kind, "property", "private-key", base64);
        Path mounted = Files.createDirectory(directory.resolve(kind + "-directory"));
        Files.copy(directory.resolve(kind + ".pem"), mounted.resolve("private-key.pem"));
        location(kind, "directory", mounted);
    }

    private void write(String kind, String form, String command) throws IOException {
        Path file = directory.resolve(kind + "-" + form);
        openssl("%s -in %s.pem -out %s".formatted(command, kind, file.getFileName()));
        location(kind, form, file);
    }

    private void location(String kind, String form, Path file) {
        signer(kind, form, "private-key-location", file.toString());
    }

    private void signer(String kind, String form, String property, String value) {
        String signer = "quarkus.cloudfront-signer.\"" + kind + "-" + form + "\".";
        configuration.put(signer + "url", "https://media.example.com");
        configuration.put(signer + "key-pair-id", "K" + configuration.size());
        configuration.put(signer + "public-key-location", directory.resolve(kind + "-public.pem").toString());
        configuration.put(signer + "private-key-passphrase", PASSPHRASE);
        configuration.put(signer + property, value);
    }

    private void openssl(String arguments) throws IOException {
        Files.writeString(directory.resolve("passphrase.txt"), PASSPHRASE);
        List<String> command = new ArrayList<>(List.of(Program.OPENSSL.path()));
        command.addAll(List.of(arguments.trim().split(" +")));
        Path log = directory.resolve("openssl.log");
        Process openssl = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true)
                .redirectOutput(log.toFile()).start();
        try {
            if (!openssl.waitFor(1, TimeUnit.MINUTES) || openssl.exitValue() != 0) {
                openssl.destroyForcibly();
                throw new IllegalStateException(command + " failed: " + Files.readString(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
