package io.quarkiverse.cloudfront.cli.key;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import io.quarkiverse.cloudfront.cli.output.CommandException;
import io.quarkiverse.cloudfront.cli.output.Json;
import io.quarkiverse.cloudfront.cli.output.NewFile;
import io.quarkiverse.cloudfront.cli.output.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Creates a key pair in two files: PKCS#8 and X.509, in PEM. */
@Command(name = "keygen", sortOptions = false, //
        description = "Creates a key pair: private-key.pem, which only its owner can read (on Windows, anyone who can read "
                + "the directory), "
                + "and public-key.pem for CloudFront. Existing files are never replaced.")
public final class KeygenCommand implements Callable<Integer> {

    enum Type {
        /** Signs fastest, and results in the shortest URLs. */
        P256,
        /** Has 2048 bits, which is the only length that CloudFront accepts. */
        RSA
    }

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    @Parameters(paramLabel = "DIRECTORY", description = "The directory for the files. It is created if it does not exist.")
    private Path directory;

    @Option(names = "--type", paramLabel = "p256|rsa", defaultValue = "p256", //
            description = "p256 (the default) signs faster and makes shorter URLs. rsa has 2048 bits.")
    private Type type;

    @Mixin
    private Output output;

    /** Never replaces a file, because a lost key cannot be restored. */
    @Override
    public Integer call() throws IOException, GeneralSecurityException {
        Path privateKey = directory.resolve("private-key.pem");
        Path publicKey = directory.resolve("public-key.pem");
        for (Path file : List.of(privateKey, publicKey)) {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw CommandException.refused(file + " already exists, and is not replaced. Choose another directory.");
            }
        }
        Files.createDirectories(directory);
        KeyPairGenerator generator = KeyPairGenerator.getInstance(type == Type.RSA ? "RSA" : "EC");
        generator.initialize(type == Type.RSA ? 2048 : 256);
        KeyPair pair = generator.generateKeyPair();
        boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
        NewFile.write(privateKey, pem("PRIVATE KEY", pair.getPrivate()), posix
                ? new FileAttribute<?>[] { PosixFilePermissions.asFileAttribute(OWNER_ONLY) }
                : new FileAttribute<?>[0]);
        try {
            NewFile.write(publicKey, pem("PUBLIC KEY", pair.getPublic()));
        } catch (IOException e) {
            // without its public key, the private key would only prevent the next run
            Files.delete(privateKey);
            throw e;
        }
        String next = "aws cloudfront create-public-key --public-key-config \"CallerReference=$(date +%s),Name=media-$(date +%F),"
                + "EncodedKey=$(cat " + quoted(publicKey.toString()) + ")\"";
        output.result(List.of("Wrote " + privateKey + " and " + publicKey, "",
                "Upload the public key, with Bash. The output has the key pair ID, such as K2JCJMDEHXQW5F:", next),
                Json.object("privateKey", privateKey, "publicKey", publicKey, "next", next));
        return Output.FINE;
    }

    private static NewFile.Content pem(String label, Key key) {
        String pem = "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(key.getEncoded()) + "\n-----END " + label
                + "-----\n";
        return out -> out.write(pem.getBytes(StandardCharsets.US_ASCII));
    }

    static String quoted(String path) {
        return path.matches("[\\w./-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
    }
}
