package org.acme.archive;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.aws.KmsKey;
import io.quarkiverse.cloudfront.signer.plain.SignerBuilder;
import software.amazon.awssdk.services.kms.KmsClient;

public class ProgramWithKms {

    // tag::signer[]
    static CloudFrontSigner signer() {
        return SignerBuilder.of("https://media.example.com")
                .signingKey(KmsKey.of("K2JCJMDEHXQW5F", "alias/cloudfront-archive", KmsClient.create()))
                .build();
    }
    // end::signer[]
}
