package io.quarkiverse.cloudfront.cli.sdk;

import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import software.amazon.awssdk.services.cloudfront.CloudFrontUtilities;
import software.amazon.awssdk.services.cloudfront.cookie.CookiesForCannedPolicy;
import software.amazon.awssdk.services.cloudfront.cookie.CookiesForCustomPolicy;
import software.amazon.awssdk.services.cloudfront.model.CannedSignerRequest;
import software.amazon.awssdk.services.cloudfront.model.CustomSignerRequest;
import software.amazon.awssdk.services.cloudfront.utils.SigningHashAlgorithm;

class JavaSdkUrlsTest extends SdkContract {

    private final CloudFrontUtilities sdk = CloudFrontUtilities.create();

    @Override
    List<SdkSignature> sign(SdkKeys keys) {
        List<SdkSignature> signatures = new ArrayList<>();
        Map.of("KRSA", keys.rsa(), "KEC", keys.ec()).forEach((id, pair) -> {
            for (SigningHashAlgorithm hash : List.of(SigningHashAlgorithm.SHA1, SigningHashAlgorithm.SHA256)) {
                signatures.addAll(sign(id, pair, hash));
            }
        });
        return signatures;
    }

    private List<SdkSignature> sign(String keyPairId, KeyPair pair, SigningHashAlgorithm hash) {
        CannedSignerRequest canned = CannedSignerRequest.builder().resourceUrl(URL).privateKey(pair.getPrivate())
                .keyPairId(keyPairId).expirationDate(LATER).hashAlgorithm(hash).build();
        CustomSignerRequest custom = CustomSignerRequest.builder().resourceUrl(URL).resourceUrlPattern(SITE + "/private/*")
                .privateKey(pair.getPrivate()).keyPairId(keyPairId).expirationDate(LATER).activeDate(NOW.minusSeconds(60))
                .ipRange("127.0.0.0/8").hashAlgorithm(hash).build();
        CookiesForCannedPolicy cannedCookies = sdk.getCookiesForCannedPolicy(canned);
        CookiesForCustomPolicy customCookies = sdk.getCookiesForCustomPolicy(custom);
        String labels = keyPairId + " " + hash + " ";
        return List.of(
                new SdkSignature(labels + "canned URL", sdk.getSignedUrlWithCannedPolicy(canned).url(), ""),
                new SdkSignature(labels + "custom URL", sdk.getSignedUrlWithCustomPolicy(custom).url(), ""),
                new SdkSignature(labels + "canned cookies", URL, header(cannedCookies.expiresHeaderValue(),
                        cannedCookies.signatureHeaderValue(), cannedCookies.keyPairIdHeaderValue(),
                        cannedCookies.hashAlgorithmHeaderValue())),
                new SdkSignature(labels + "custom cookies", URL, header(customCookies.policyHeaderValue(),
                        customCookies.signatureHeaderValue(), customCookies.keyPairIdHeaderValue(),
                        customCookies.hashAlgorithmHeaderValue())));
    }

    private static String header(String... cookies) {
        return Stream.of(cookies).filter(cookie -> cookie != null).collect(Collectors.joining("; "));
    }
}
