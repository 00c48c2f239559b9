package org.acme.gallery;

// tag::program[]
import java.nio.file.Path;
import java.time.Duration;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.plain.SignerBuilder;

public class MailPictures {

    public static void main(String... arguments) {
        CloudFrontSigner signer = SignerBuilder.of("https://media.example.com")
                .keyPairId("K2JCJMDEHXQW5F")
                .privateKeyLocation(Path.of(arguments[0])) // such as /run/secrets/cloudfront/private-key.pem
                .expiresIn(Duration.ofDays(7))
                .build();
        System.out.println(signer.sign("/albums/alps/mirror-lake.jpg"));
    }
}
// end::program[]
