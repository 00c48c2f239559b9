package io.quarkiverse.cloudfront.signer.runtime.playlist.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.fixtures.Rounds;
import io.quarkiverse.cloudfront.signer.runtime.playlist.Grants;
import io.quarkiverse.cloudfront.signer.runtime.playlist.publish.HlsPlaylists.Generated;
import io.quarkiverse.cloudfront.signer.runtime.playlist.publish.HlsPlaylists.Uri;

/**
 * Random playlists, which are converted and then read with the entry URL by an independent reader. Each relative URI gets the
 * parameters of that URL, and the edge accepts it. All other bytes do not change.
 */
class HlsPropertyTest {

    private static final int PLAYLISTS_A_ROUND = 3;
    private static final String DAMAGE = "\"=,:?#&{}$/\\\n\r .%";
    private static final String ENTRY = Grants.policy(Grants.PREFIX + "*")
            .playlistUrl(Grants.PREFIX + "v/1/main.m3u8?session=" + HlsPlaylists.SESSION);
    private static final String PLAYLIST_QUERY = ENTRY.substring(ENTRY.indexOf("kid="));
    private static final String MEDIA_QUERY = ENTRY.substring(ENTRY.indexOf("Policy="));

    @Test
    void randomMediaPlaylist_leadsToAllowedUrlsAndIsOtherwiseEqual() {
        Rounds.eachOfFew(random -> {
            for (int i = 0; i < PLAYLISTS_A_ROUND; i++) {
                check(new HlsPlaylists(random).media(), ENTRY, Map.of("shared", HlsPlaylists.SHARED));
            }
        });
    }

    @Test
    void randomMultivariantPlaylist_leadsToAllowedUrlsAndIsOtherwiseEqual() {
        Rounds.eachOfFew(random -> {
            for (int i = 0; i < PLAYLISTS_A_ROUND; i++) {
                check(new HlsPlaylists(random).multivariant(), ENTRY, Map.of());
            }
        });
    }

    /** The URL in the multivariant playlist is the entry URL of the next playlist. */
    @Test
    void playlistOfAPlaylist_leadsToAllowedUrlsToo() {
        Rounds.eachOfFew(random -> {
            Generated variants = new HlsPlaylists(random).multivariant();
            List<String> urls = check(variants, ENTRY, Map.of());
            for (int i = 0; i < Math.min(2, urls.size()); i++) {
                Uri uri = variants.uris().get(i);
                if (uri.playlist()) {
                    String url = urls.get(i) + "&session=" + HlsPlaylists.SESSION;
                    check(new HlsPlaylists(random).media(), url, Map.of("shared", HlsPlaylists.SHARED));
                }
            }
        });
    }

    /** @return the absolute URLs that a player requests */
    private static List<String> check(Generated playlist, String url, Map<String, String> parent) {
        Published published = Published.hls(playlist.content());

        List<String> found = new HlsReader(url, parent).read(published.content());
        List<String> expected = playlist.uris().stream().map(HlsPropertyTest::withSignature).toList();
        assertThat(found).isEqualTo(expected);
        URI base = URI.create(url);
        List<String> requested = found.stream().map(uri -> base.resolve(uri).toString().replaceFirst("#.*", "")).toList();
        assertThat(requested.stream().filter(each -> each.startsWith(Grants.SITE)).distinct()).allMatch(Grants::isAllowed);
        assertThat(published.kept()).hasSize((int) playlist.uris().stream().filter(Uri::absolute)
                .filter(uri -> !uri.text().startsWith("data:")).count());
        assertThat(withoutSignature(published.content(), playlist.content())).isEqualTo(text(playlist.content()));
        assertThat(Published.hls(published.content())).usingRecursiveComparison().ignoringFields("kept")
                .isEqualTo(published);
        return requested;
    }

    private static String withSignature(Uri uri) {
        if (uri.absolute()) {
            return uri.text();
        }
        String[] parts = uri.text().split("(?=#)", 2);
        return parts[0] + (parts[0].contains("?") ? "&" : "?") + (uri.playlist() ? PLAYLIST_QUERY : MEDIA_QUERY)
                + (parts.length > 1 ? parts[1] : "");
    }

    private static String text(byte[] playlist) {
        return new String(playlist, StandardCharsets.ISO_8859_1);
    }

    /** The converted playlist without anything that the conversion may have added. */
    private static String withoutSignature(byte[] published, byte[] original) {
        String before = text(original);
        StringBuilder rest = new StringBuilder();
        for (String line : text(published).split("(?<=\n)")) {
            boolean added = line.matches("#EXT-X-DEFINE:QUERYPARAM=\"(Policy|Signature|kid|alg)\"\r?\n")
                    || line.startsWith("#EXT-X-VERSION:");
            if (!added || before.contains(line)) {
                rest.append(line);
            } else if (line.startsWith("#EXT-X-VERSION:") && before.contains("#EXT-X-VERSION:")) {
                rest.append(before.replaceFirst("(?s).*?(#EXT-X-VERSION:[^\n]*\n).*", "$1"));
            }
        }
        String media = "Policy={$Policy}&Signature={$Signature}&Key-Pair-Id={$kid}&Hash-Algorithm={$alg}";
        return rest.toString().replaceAll("[?&](kid=\\{[$]kid}&alg=\\{[$]alg}&)?\\Q" + media + "\\E", "");
    }

    /** For any values of the variables, a browser only sends the signature to the host of the playlist. */
    @Test
    void randomVariables_neverLeadTheSignatureToAnotherHost() {
        Set<Boolean> outcomes = new HashSet<>();
        Rounds.each(random -> {
            for (int i = 0; i < 50; i++) {
                String begin = "#EXTM3U\n#EXT-X-VERSION:11\n#EXT-X-DEFINE:NAME=\"a\",VALUE=\"" + hostile(random, "") + "\"\n"
                        + "#EXT-X-DEFINE:QUERYPARAM=\"q\"\n#EXT-X-DEFINE:NAME=\"b\",VALUE=\"" + hostile(random, "{$a}", "{$q}")
                        + "\"\n";
                String playlist = begin + hostile(random, "{$a}", "{$b}", "{$q}");
                Published published;
                try {
                    published = Published.hls(playlist.getBytes(StandardCharsets.UTF_8));
                } catch (CloudFrontSignerException e) {
                    outcomes.add(false);
                    continue;
                }
                outcomes.add(true);
                String value = random.nextBoolean() ? "/cdn.example" : hostile(random, "x");
                String url = ENTRY.replace("session=", "q=" + URLEncoder.encode(value, StandardCharsets.UTF_8) + "&session=");
                assertThat(new HlsReader(url, Map.of()).read(published.content())).as(playlist + " with " + url)
                        .noneMatch(uri -> uri.contains("&Signature=") && leadsElsewhere(uri));
            }
        });
        assertThat(outcomes).hasSize(2);
    }

    private static boolean leadsElsewhere(String uri) {
        return uri.strip().replaceAll("[\t\n\r]", "").replace('\\', '/').matches("(?s)([A-Za-z][A-Za-z0-9+.-]*:|//).*");
    }

    private static String hostile(Random random, String... references) {
        String[] pieces = { "..", ".", "/", "/", "//", "\\", "?", "?t=", "#", ":", "https:", "https://cdn.example/",
                "cdn.example",
                "\t", " ", "@", "a.ts", "sub/", "$", "}", "%2f", ";", "&", "data:", "\u00a0" };
        StringBuilder text = new StringBuilder();
        for (int count = random.nextInt(4); count >= 0; count--) {
            text.append(random.nextInt(2) == 0 ? references[random.nextInt(references.length)]
                    : pieces[random.nextInt(pieces.length)]);
        }
        return text.toString();
    }

    /** For any content of the file, only the exception of the API is thrown. */
    @Test
    void randomlyDamagedPlaylist_isConvertedOrRefused() {
        Rounds.each(random -> {
            for (int i = 0; i < PLAYLISTS_A_ROUND; i++) {
                byte[] damaged = damaged(random);
                try {
                    byte[] published = Published.hls(damaged).content();
                    assertThat(Published.hls(published).content()).isEqualTo(published);
                } catch (CloudFrontSignerException e) {
                    assertThat(e.reason()).isEqualTo(CloudFrontSignerException.Reason.PLAYLIST_NOT_SIGNABLE);
                }
            }
        });
    }

    private static byte[] damaged(Random random) {
        byte[] playlist = (random.nextBoolean() ? new HlsPlaylists(random).media() : new HlsPlaylists(random).multivariant())
                .content();
        if (random.nextBoolean()) {
            playlist = Published.hls(playlist).content();
        }
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            int at = random.nextInt(playlist.length);
            playlist[at] = random.nextBoolean() ? playlist[random.nextInt(playlist.length)]
                    : (byte) DAMAGE.charAt(random.nextInt(DAMAGE.length()));
        }
        return playlist;
    }
}
