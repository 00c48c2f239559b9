package org.acme.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sample of a program that does not run on Quarkus.
 */
class MailPicturesTest {

    @Test
    void program_signs(@TempDir Path directory) throws Exception {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
        keys.initialize(2048);
        Path key = Files.write(directory.resolve("private-key.der"), keys.generateKeyPair().getPrivate().getEncoded());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            MailPictures.main(key.toString());
        } finally {
            System.setOut(before);
        }

        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("https://media.example.com/albums/alps/mirror-lake.jpg?Expires=")
                .contains("&Key-Pair-Id=K2JCJMDEHXQW5F");
    }
}
