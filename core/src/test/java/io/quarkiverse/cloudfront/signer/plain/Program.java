package io.quarkiverse.cloudfront.signer.plain;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;

/**
 * A program without a framework. It prints a signed URL twice, and signed cookies.
 */
final class Program {

    private Program() {
    }

    public static void main(String... arguments) {
        CloudFrontSigner signer = SignerBuilder.of("https://media.example.com").keyPairId("K1").privateKey(arguments[0])
                .build();
        System.out.println(signer.sign("/a.jpg"));
        System.out.println(signer.signAsync("/a.jpg").await().indefinitely());
        signer.sign(signer.policy("/albums/7/*").build()).cookies().setCookieHeaders().forEach(System.out::println);
    }
}
