package org.acme.before;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import software.amazon.awssdk.services.cloudfront.CloudFrontUtilities;
import software.amazon.awssdk.services.cloudfront.cookie.CookiesForCustomPolicy;

public class FileLinks {

    private final CloudFrontUtilities cloudFront = CloudFrontUtilities.create();
    private final String site;
    private final String keyPairId;
    private final PrivateKey privateKey;

    public FileLinks(String site, String keyPairId, String privateKey) throws GeneralSecurityException {
        this.site = site;
        this.keyPairId = keyPairId;
        this.privateKey = KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(privateKey)));
    }

    public String cover(String album) { // <1>
        return sign("/albums/" + album + "/mirror-lake.svg", Duration.ofMinutes(15));
    }

    public String preview(String album) { // <2>
        return sign("/albums/" + album + "/mirror-lake.svg", Duration.ofHours(1));
    }

    public List<String> pictures(String album) { // <3>
        return sign("/albums/" + album + "/*", Duration.ofMinutes(15), "/albums/" + album + "/mirror-lake.svg",
                "/albums/" + album + "/first%20snow.svg");
    }

    public List<String> cookies(String album) { // <4>
        CookiesForCustomPolicy cookies = cloudFront.getCookiesForCustomPolicy(request -> request
                .resourceUrl(site + "/albums/" + album + "/*").keyPairId(keyPairId).privateKey(privateKey)
                .expirationDate(Instant.now().plus(Duration.ofMinutes(15))));
        return Stream.of(cookies.policyHeaderValue(), cookies.signatureHeaderValue(), cookies.keyPairIdHeaderValue())
                .map(cookie -> cookie + "; Path=/albums/" + album + "/; Secure; HttpOnly; SameSite=Lax").toList();
    }

    public String download(String album) { // <5>
        String disposition = URLEncoder.encode("attachment; filename=\"Mirror lake.svg\"", StandardCharsets.UTF_8);
        return sign("/albums/" + album + "/mirror-lake.svg?response-content-disposition=" + disposition.replace("+", "%20"),
                Duration.ofMinutes(15));
    }

    public List<String> digest(String... pictures) { // <6>
        return sign("/albums/*", Duration.ofDays(7), pictures);
    }

    private String sign(String path, Duration lifetime) {
        return cloudFront.getSignedUrlWithCannedPolicy(request -> request.resourceUrl(site + path)
                .keyPairId(keyPairId).privateKey(privateKey).expirationDate(Instant.now().plus(lifetime))).url();
    }

    private List<String> sign(String resource, Duration lifetime, String... paths) {
        Instant expiry = Instant.now().plus(lifetime);
        return Stream.of(paths)
                .map(path -> cloudFront.getSignedUrlWithCustomPolicy(request -> request.resourceUrl(site + path)
                        .resourceUrlPattern(site + resource).keyPairId(keyPairId).privateKey(privateKey)
                        .expirationDate(expiry)).url())
                .toList();
    }
}
