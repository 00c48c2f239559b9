package io.quarkiverse.cloudfront.signer.runtime.playlist.publish.dash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.fixtures.Rounds;
import io.quarkiverse.cloudfront.signer.runtime.playlist.Grants;
import io.quarkiverse.cloudfront.signer.runtime.playlist.publish.Published;

/**
 * Random manifests: with the query of the entry URL, players only request URLs that the edge accepts.
 */
class DashPropertyTest {

    private static final int MANIFESTS_A_ROUND = 6;
    private static final String FILE = Grants.PREFIX + "v/manifest.mpd";
    /** With a ~ in its signature, which Shaka Player encodes in some places. */
    private static final String ENTRY = entry();

    private static String entry() {
        // signatures are deterministic, so each attempt needs another policy
        return Stream.iterate(Grants.END, end -> end.plusSeconds(1)).limit(1_000)
                .map(end -> Grants.policy(Grants.PREFIX + "*", end).playlistUrl(FILE))
                .filter(url -> url.contains("~"))
                .findFirst().orElseThrow();
    }

    @Test
    void randomManifest_leadsToAllowedUrlsAndIsOtherwiseEqual() {
        Rounds.eachOfFew(random -> {
            for (int i = 0; i < MANIFESTS_A_ROUND; i++) {
                check(new DashManifests(random).manifest());
            }
        });
    }

    private static void check(String manifest) throws Exception {
        byte[] original = manifest.getBytes(StandardCharsets.UTF_8);
        byte[] published = Published.dash(original);

        DashPlayer player = new DashPlayer(ENTRY, published);
        Set<String> requests = new HashSet<>(player.requests());
        requests.addAll(player.requestsOfDashJs());
        requests.addAll(player.requestsOfShakaPlayer());
        assertThat(requests).isNotEmpty();
        for (String request : requests) {
            // stops at the first failure, because the edge takes long to find the reason of a refusal
            assertThat(Grants.isAllowed(request)).as(request).isTrue();
        }

        String text = new String(published, StandardCharsets.UTF_8);
        Matcher property = Pattern.compile("\\s*<(mpd:)?EssentialProperty schemeIdUri=\"urn:mpeg:dash:urlparam:2014\">.*?"
                + "</(mpd:)?EssentialProperty>", Pattern.DOTALL).matcher(text);
        assertThat(property.find()).isTrue();
        String without = text.substring(0, property.start()) + text.substring(property.end());
        assertThat(without.getBytes(StandardCharsets.UTF_8)).isEqualTo(original);
        assertThat(Published.dash(published)).isEqualTo(published);
    }

    /** For any content of the file, only the exception of the API is thrown. */
    @Test
    void randomlyDamagedManifest_isConvertedOrRefused() {
        Rounds.each(random -> {
            for (int i = 0; i < MANIFESTS_A_ROUND; i++) {
                byte[] damaged = damaged(random);
                try {
                    Published.dash(damaged);
                } catch (CloudFrontSignerException e) {
                    assertThat(e.reason()).isEqualTo(CloudFrontSignerException.Reason.PLAYLIST_NOT_SIGNABLE);
                }
            }
        });
    }

    private static byte[] damaged(Random random) {
        byte[] manifest = new DashManifests(random).manifest().getBytes(StandardCharsets.UTF_8);
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            byte[] octets = "<>/\"'=&;:? -!\u0000\u00e9a".getBytes(StandardCharsets.UTF_8);
            manifest[random.nextInt(manifest.length)] = octets[random.nextInt(octets.length)];
        }
        return manifest;
    }

    /** The signature is not sent to the host of an absolute URL, wherever that URL is. */
    @Test
    void randomManifestWithAnAbsoluteUrl_isRefused() {
        Rounds.each(random -> {
            String manifest = new DashManifests(random).manifest();
            Matcher references = Pattern.compile("(?<=(?:media|initialization|sourceURL)=[\"']|<BaseURL>|<mpd:BaseURL>)")
                    .matcher(manifest.replaceAll("<!--.*?-->", ""));
            if (references.find()) {
                String changed = references.replaceFirst("https://other.example.com/");
                assertThatThrownBy(() -> Published.dash(changed.getBytes(StandardCharsets.UTF_8)))
                        .isInstanceOf(CloudFrontSignerException.class).hasMessageContaining("is absolute");
            }
        });
    }
}
