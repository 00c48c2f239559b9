package org.acme.after;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.Download;
import io.quarkiverse.cloudfront.signer.SignedPolicy;
import io.quarkiverse.cloudfront.signer.UrlPath;

@ApplicationScoped
public class FileLinks {

    private final CloudFrontSigner signer;

    FileLinks(CloudFrontSigner signer) {
        this.signer = signer;
    }

    public String cover(String album) { // <1>
        return signer.sign(folder(album) + "/mirror-lake.svg");
    }

    public String preview(String album) { // <2>
        return signer.sign(folder(album) + "/mirror-lake.svg", Duration.ofHours(1));
    }

    public List<String> pictures(String album) { // <3>
        SignedPolicy signed = signer.sign(signer.policy(folder(album) + "/*").build());
        return Stream.of("mirror-lake.svg", "first%20snow.svg")
                .map(picture -> signed.url(folder(album) + "/" + picture)).toList();
    }

    public List<String> cookies(String album) { // <4>
        return signer.sign(signer.policy(folder(album) + "/*").build()).cookies().setCookieHeaders();
    }

    public String download(String album) { // <5>
        return signer.sign(Download.attachment("Mirror lake.svg").of(folder(album) + "/mirror-lake.svg"));
    }

    public List<String> digest(String... pictures) { // <6>
        SignedPolicy signed = signer.sign(signer.policy("/albums/*").expiresIn(Duration.ofDays(7)).build());
        return Stream.of(pictures).map(signed::url).toList();
    }

    private static String folder(String album) {
        return "/albums/" + UrlPath.segment(album); // <7>
    }
}
