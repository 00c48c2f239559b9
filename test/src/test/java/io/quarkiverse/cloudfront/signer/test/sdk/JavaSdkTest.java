package io.quarkiverse.cloudfront.signer.test.sdk;

import java.net.URI;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;

import software.amazon.awssdk.services.cloudfront.CloudFrontUtilities;
import software.amazon.awssdk.services.cloudfront.cookie.CookiesForCannedPolicy;
import software.amazon.awssdk.services.cloudfront.cookie.CookiesForCustomPolicy;
import software.amazon.awssdk.services.cloudfront.model.CannedSignerRequest;
import software.amazon.awssdk.services.cloudfront.model.CustomSignerRequest;
import software.amazon.awssdk.services.cloudfront.utils.SigningHashAlgorithm;

@Tag("slow")
class JavaSdkTest extends SdkContract {

    private final CloudFrontUtilities sdk = CloudFrontUtilities.create();

    @Override
    List<SdkSignature> sign(URI site, SdkKeys keys) {
        List<SdkSignature> signatures = new ArrayList<>();
        Map.of("KRSA", SdkKeys.RSA, "KEC", SdkKeys.EC).forEach((id, pair) -> {
            signatures.addAll(sign(site, id, pair, null));
            signatures.addAll(sign(site, id, pair, SigningHashAlgorithm.SHA256));
            List<SdkSignature> sha1 = sign(site, id, pair, SigningHashAlgorithm.SHA1);
            signatures.addAll(sha1);
            sha1.forEach(signature -> signatures.add(signature.namingSha1()));
        });
        return signatures;
    }

    private List<SdkSignature> sign(URI site, String keyPairId, KeyPair pair, SigningHashAlgorithm hash) {
        String url = site + "/private/a.txt?size=m";
        CannedSignerRequest.Builder cannedRequest = CannedSignerRequest.builder().resourceUrl(url)
                .privateKey(pair.getPrivate()).keyPairId(keyPairId).expirationDate(LATER);
        CustomSignerRequest.Builder customRequest = CustomSignerRequest.builder().resourceUrl(url)
                .resourceUrlPattern(site + "/private/*").privateKey(pair.getPrivate()).keyPairId(keyPairId)
                .expirationDate(LATER).activeDate(NOW.minus(Duration.ofHours(1))).ipRange("127.0.0.0/8");
        if (hash != null) {
            cannedRequest.hashAlgorithm(hash);
            customRequest.hashAlgorithm(hash);
        }
        CannedSignerRequest canned = cannedRequest.build();
        CustomSignerRequest custom = customRequest.build();
        CookiesForCannedPolicy cannedCookies = sdk.getCookiesForCannedPolicy(canned);
        CookiesForCustomPolicy customCookies = sdk.getCookiesForCustomPolicy(custom);
        String labels = keyPairId + " " + (hash == null ? "default" : hash) + " ";
        return List.of(
                new SdkSignature(labels + "canned URL", sdk.getSignedUrlWithCannedPolicy(canned).url(), ""),
                new SdkSignature(labels + "custom URL", sdk.getSignedUrlWithCustomPolicy(custom).url(), ""),
                new SdkSignature(labels + "canned cookies", url, header(cannedCookies.expiresHeaderValue(),
                        cannedCookies.signatureHeaderValue(), cannedCookies.keyPairIdHeaderValue(),
                        cannedCookies.hashAlgorithmHeaderValue())),
                new SdkSignature(labels + "custom cookies", url, header(customCookies.policyHeaderValue(),
                        customCookies.signatureHeaderValue(), customCookies.keyPairIdHeaderValue(),
                        customCookies.hashAlgorithmHeaderValue())));
    }

    private static String header(String... cookies) {
        return Stream.of(cookies).filter(cookie -> cookie != null).collect(Collectors.joining("; "));
    }
}
