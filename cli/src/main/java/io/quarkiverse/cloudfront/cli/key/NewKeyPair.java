package io.quarkiverse.cloudfront.cli.key;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Set;

import io.quarkiverse.cloudfront.cli.output.CommandException;

/** A new key pair in two files: PKCS#8 and X.509, in PEM. */
record NewKeyPair(Path directory) {

    enum Type {
        /** Signs fastest, and makes the shortest URLs. */
        P256,
        /** With 2048 bits, which is the only length that CloudFront accepts. */
        RSA
    }

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    Path privateKey() {
        return directory.resolve("private-key.pem");
    }

    Path publicKey() {
        return directory.resolve("public-key.pem");
    }

    /** Never replaces a file: signatures of a lost key cannot be made again. */
    void write(Type type) throws IOException {
        for (Path file : Set.of(privateKey(), publicKey())) {
            if (Files.exists(file)) {
                throw exists(file);
            }
        }
        Files.createDirectories(directory);
        KeyPair pair = generate(type);
        write(privateKey(), "PRIVATE KEY", pair.getPrivate(), ownerOnly());
        write(publicKey(), "PUBLIC KEY", pair.getPublic());
    }

    private FileAttribute<?>[] ownerOnly() {
        boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix ? new FileAttribute<?>[] { PosixFilePermissions.asFileAttribute(OWNER_ONLY) } : new FileAttribute<?>[0];
    }

    /** The file is new and has its permissions from the beginning, so no other process can have opened it earlier. */
    private static void write(Path file, String label, Key key, FileAttribute<?>... attributes) throws IOException {
        String pem = "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(key.getEncoded()) + "\n-----END " + label
                + "-----\n";
        try (OutputStream out = Channels.newOutputStream(Files.newByteChannel(file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes))) {
            out.write(pem.getBytes(StandardCharsets.US_ASCII));
        } catch (FileAlreadyExistsException e) {
            throw exists(file);
        }
    }

    private static CommandException exists(Path file) {
        return CommandException.refused(file + " exists already, and is not replaced. Choose another directory.");
    }

    private static KeyPair generate(Type type) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(type == Type.RSA ? "RSA" : "EC");
            generator.initialize(type == Type.RSA ? 2048 : 256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw CommandException.unknown("This Java runtime cannot make a key of type " + type);
        }
    }
}
