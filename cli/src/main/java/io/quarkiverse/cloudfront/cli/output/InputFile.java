package io.quarkiverse.cloudfront.cli.output;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The files that arguments name. Each file is read only once, because it can be a pipe, such as {@code <(pass show key)} in a
 * shell.
 */
public final class InputFile {

    /** More than the size of any key, passphrase, or secret. */
    private static final int LARGEST = 64 * 1024;

    /** Enough time to type a passphrase into the program that writes to a pipe. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private InputFile() {
    }

    /**
     * @throws CommandException if the file is a directory
     */
    private static InputStream open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw CommandException.unknown(file + " is a directory. Pass a file");
        }
        // hides the methods of the file's stream that ask for its position, which a pipe does not have
        return new DataInputStream(Files.newInputStream(file));
    }

    /**
     * Reads JSON from a file. Fields with the given names are skipped.
     *
     * @return null if the content is not JSON, or is larger than 1 GiB
     */
    public static @Nullable Object json(Path file, Set<String> skipped) throws IOException {
        try (InputStream in = open(file)) {
            return Json.readIfAny(in, skipped);
        }
    }

    /**
     * Reads JSON from the file that an argument names, or from standard input if the argument is {@code -}.
     *
     * @return null if the content is not JSON, or is larger than 1 GiB
     */
    public static @Nullable Object json(String argument) throws IOException {
        return argument.equals("-") ? Json.readIfAny(System.in, Set.of()) : json(Path.of(argument), Set.of());
    }

    /**
     * Reads a key in PEM or DER.
     *
     * @throws CommandException if the file is a directory, or is too large
     * @throws IOException if the file cannot be read, or not in time, for example because a pipe is never closed
     */
    public static byte[] read(Path file) throws IOException {
        return read(file, LIMIT);
    }

    static byte[] read(Path file, Duration limit) throws IOException {
        return Deadline.within(limit, file + " has not ended", () -> {
            try (InputStream in = open(file)) {
                byte[] content = in.readNBytes(LARGEST + 1);
                if (content.length > LARGEST) {
                    throw CommandException.unknown(file + " is larger than 64 KiB");
                }
                return content;
            }
        });
    }

    /** A key as text, for readers that accept PEM, or DER in base64. DER begins with the byte of a sequence, 0x30. */
    public static String encoded(byte[] key) {
        String text = new String(key, StandardCharsets.ISO_8859_1).strip();
        return text.startsWith("0") ? Base64.getEncoder().encodeToString(key) : text;
    }

    /** Reads a passphrase or a secret, without the line break at its end. */
    public static String text(Path file) throws IOException {
        return new String(read(file), StandardCharsets.UTF_8).strip();
    }
}
