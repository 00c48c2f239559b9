package io.quarkiverse.cloudfront.signer.runtime.playlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import io.lindstrom.m3u8.parser.MediaPlaylistParser;
import io.lindstrom.m3u8.parser.ParsingMode;
import io.lindstrom.m3u8.parser.PlaylistParserException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.fixtures.Rounds;
import io.quarkiverse.cloudfront.signer.runtime.playlist.publish.HlsVariablesReader;
import io.quarkiverse.cloudfront.signer.runtime.playlist.publish.HostilePlaylists;

/**
 * Random playlists of a hostile tenant, signed for a viewer, and read by a reader that follows the specification of HLS and by
 * a library: no URI of another host has a signature, and no server can replace the host of one that has.
 */
class HostileHlsPropertyTest {

    private static final int PLAYLISTS_A_ROUND = 100;
    private static final Pattern URI = Pattern.compile("\"([^\"]*)\"|(?m)^([^#\n].*)$|(?m)^#EXT-X-PREFETCH:(.*)$");

    /** As hls.js finds those that it loads as playlists: anywhere in the text. */
    private static final Pattern PLAYLISTS = Pattern.compile(
            "#EXT-X-STREAM-INF:([^\r\n]*)(?:[\r\n](?:#[^\r\n]*)?)*+([^\r\n]+)|#EXT-X-MEDIA:.*|X-ASSET-URI=\"[^\"]*\"");

    @Test
    void signature_neverLeavesForAnotherHost() {
        Set<String> outcomes = new HashSet<>();
        Rounds.each(random -> {
            for (int i = 0; i < PLAYLISTS_A_ROUND; i++) {
                String playlist = new HostilePlaylists(random).next();
                boolean keep = random.nextBoolean();
                String signed;
                try {
                    signed = keep ? Grants.hlsWithForeign(playlist) : Grants.hls(playlist);
                } catch (CloudFrontSignerException e) {
                    outcomes.add("refused " + keep);
                    continue;
                }
                outcomes.add("signed " + keep);
                check(new HlsVariablesReader("https://app.example.com/?user=https%3A%2F%2Fevil.example%2F",
                        Map.of("user", "//evil.example/")).replaceIn(signed), outcomes);
            }
        });
        assertThat(outcomes).containsExactlyInAnyOrder("refused true", "refused false", "signed true", "signed false", "uri",
                "parsed");
    }

    private static void check(String playlist, Set<String> outcomes) {
        if (playlist.contains("Signature=")) {
            assertThat(playlist).doesNotContainIgnoringCase("STEERING");
        }
        assertThat(PLAYLISTS.matcher(playlist).results().map(each -> each.group()).toList()).as(playlist)
                .noneMatch(each -> each.contains("Signature="));
        String rest = URI.matcher(playlist).replaceAll(each -> {
            String uri = each.group(1) != null ? each.group(1) : each.group(2) != null ? each.group(2) : each.group(3);
            outcomes.add(checkUri(uri));
            return "";
        });
        assertThat(rest).doesNotContain("Signature=");
        try {
            new MediaPlaylistParser(ParsingMode.LENIENT).readPlaylist(playlist).mediaSegments().forEach(segment -> {
                outcomes.add(checkUri(segment.uri()).replace("uri", "parsed"));
                segment.segmentKey().ifPresent(key -> key.uri().ifPresent(HostileHlsPropertyTest::checkUri));
                segment.segmentMap().ifPresent(map -> checkUri(map.uri()));
            });
        } catch (PlaylistParserException | RuntimeException e) {
            // a playlist that the library does not read
        }
    }

    private static String checkUri(String uri) {
        if (uri.contains("Signature=")) {
            assertThat(uri).startsWith(Grants.PREFIX);
        }
        return "uri";
    }
}
