package org.acme.gallery;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.test.CloudFrontVerifier;

/**
 * The sample of a program that does not run on Quarkus.
 */
class MailPicturesTest {

    @Test
    void program_signsAsCloudFrontVerifies(@TempDir Path directory) throws Exception {
        KeyPair pair = NewKey.rsaPair();
        Path key = Files.write(directory.resolve("private-key.der"), pair.getPrivate().getEncoded());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            MailPictures.main(key.toString());
        } finally {
            System.setOut(before);
        }

        CloudFrontVerifier.of(URI.create("https://media.example.com"))
                .trusting("K2JCJMDEHXQW5F", pair.getPublic())
                .assertSigned(out.toString(StandardCharsets.UTF_8).strip())
                .covers("/albums/alps/mirror-lake.jpg").doesNotCover("/albums/alps/summit.jpg")
                .expiresWithin(Duration.ofDays(7)).validForAtLeast(Duration.ofDays(6));
    }
}
