package io.quarkiverse.cloudfront.signer.runtime.playlist.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import io.lindstrom.m3u8.model.AlternativeRendition;
import io.lindstrom.m3u8.model.MasterPlaylist;
import io.lindstrom.m3u8.model.MediaPlaylist;
import io.lindstrom.m3u8.parser.MasterPlaylistParser;
import io.lindstrom.m3u8.parser.MediaPlaylistParser;
import io.lindstrom.m3u8.parser.ParsingMode;
import io.lindstrom.m3u8.parser.PlaylistParserException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.fixtures.Rounds;
import io.quarkiverse.cloudfront.signer.runtime.playlist.Grants;

/**
 * Random playlists of a hostile tenant, which are converted, and read with a viewer's URL by independent readers: one that
 * follows the specification of HLS, a library, and one that searches the text as hls.js does. No URI of another host has a part
 * of the signature, and no playlist that could import it is one that was not converted.
 */
class HostileHlsPropertyTest {

    private static final int PLAYLISTS_A_ROUND = 100;
    private static final String ENTRY = Grants.policy(Grants.PREFIX + "*").playlistUrl(Grants.PREFIX + "v/main.m3u8?user=USER");
    private static final List<String> SECRETS = List.of(parameter("Policy"), parameter("Signature"), "Policy=", "Signature=");
    private static final List<String> VALUES = List.of("evil.example/", "https://evil.example/", "//evil.example", "a", "/",
            ".txt?", "\\\\evil.example");

    /**
     * If no URI follows, hls.js takes the last letter of the line before for one: a file of this name without a signature,
     * which CloudFront refuses.
     */
    private static final Pattern VARIANTS = Pattern.compile(
            "#EXT-X-STREAM-INF:([^\r\n]*+)(?:[\r\n](?:#[^\r\n]*)?)*+([^\r\n]+)|#EXT-X-CONTENT-STEERING:([^\r\n]*)");
    private static final Pattern RENDITIONS = Pattern.compile("#EXT-X-MEDIA:.*?URI=\"([^\"]*)\"");

    private static String parameter(String name) {
        return ENTRY.replaceAll(".*[?&]" + name + "=([^&]*).*", "$1");
    }

    @Test
    void signature_neverLeavesForAnotherHost() {
        Set<String> outcomes = new HashSet<>();
        Rounds.each(random -> {
            for (int i = 0; i < PLAYLISTS_A_ROUND; i++) {
                String playlist = new HostilePlaylists(random).next();
                byte[] published;
                try {
                    published = Published.hls(playlist.getBytes(StandardCharsets.UTF_8)).content();
                } catch (CloudFrontSignerException e) {
                    outcomes.add("refused");
                    continue;
                }
                outcomes.add("converted");
                assertThat(Published.hls(published).content()).isEqualTo(published);
                check(new String(published, StandardCharsets.UTF_8), random, outcomes);
            }
        });
        assertThat(outcomes).containsExactlyInAnyOrder("refused", "converted", "parsed", "variant");
    }

    private static void check(String playlist, Random random, Set<String> outcomes) {
        String value = VALUES.get(random.nextInt(VALUES.size()));
        String url = ENTRY.replace("USER", value);
        HlsVariablesReader variables = new HlsVariablesReader(url, Map.of("user", value));
        String replaced = variables.replaceIn(playlist);

        for (String line : replaced.split("\n")) {
            if (line.startsWith("#")) {
                Matcher quoted = Pattern.compile("\"([^\"]*)\"").matcher(line);
                quoted.results().forEach(each -> checkUri(each.group(1), playlist));
                assertThat(SECRETS.subList(0, 2)).as(playlist).noneMatch(quoted.replaceAll("")::contains);
            } else {
                checkUri(line, playlist);
            }
        }
        for (String uri : parsed(replaced)) {
            outcomes.add("parsed");
            checkUri(uri, playlist);
        }
        for (String variant : variants(replaced)) {
            if (variant.isEmpty()) {
                // no line follows that is a URI
                continue;
            }
            outcomes.add("variant");
            assertThat(leadsElsewhere(variant)).as(variant + " of " + playlist).isFalse();
            assertThat(variant.split("[?#]")[0]).as(playlist).endsWithIgnoringCase(".m3u8");
        }
    }

    private static void checkUri(String uri, String playlist) {
        if (leadsElsewhere(uri)) {
            assertThat(SECRETS).as(uri + " of " + playlist).noneMatch(uri::contains);
        }
    }

    private static boolean leadsElsewhere(String uri) {
        return uri.strip().replaceAll("[\t\n\r]", "").replace('\\', '/').matches("(?s)([A-Za-z][A-Za-z0-9+.-]*:|//).*");
    }

    /** By a library, which does not know variables; what it cannot read has no URIs. */
    private static List<String> parsed(String playlist) {
        List<String> uris = new ArrayList<>();
        try {
            MediaPlaylist media = new MediaPlaylistParser(ParsingMode.LENIENT).readPlaylist(playlist);
            media.mediaSegments().forEach(segment -> {
                uris.add(segment.uri());
                segment.segmentMap().ifPresent(map -> uris.add(map.uri()));
                segment.segmentKey().ifPresent(key -> key.uri().ifPresent(uris::add));
                segment.partialSegments().forEach(part -> uris.add(part.uri()));
            });
            media.preloadHint().ifPresent(hint -> uris.add(hint.uri()));
        } catch (PlaylistParserException | RuntimeException e) {
            // not a media playlist
        }
        try {
            MasterPlaylist master = new MasterPlaylistParser(ParsingMode.LENIENT).readPlaylist(playlist);
            master.variants().forEach(variant -> uris.add(variant.uri()));
            master.alternativeRenditions().stream().map(AlternativeRendition::uri).forEach(uri -> uri.ifPresent(uris::add));
            master.sessionData().forEach(data -> data.uri().ifPresent(uris::add));
            master.contentSteering().ifPresent(steering -> uris.add(steering.serverUri()));
        } catch (PlaylistParserException | RuntimeException e) {
            // not a multivariant playlist
        }
        return uris;
    }

    /** As hls.js: anywhere in the text, so that tags are found in comments, too. */
    private static List<String> variants(String playlist) {
        List<String> variants = new ArrayList<>();
        VARIANTS.matcher(playlist).results().forEach(each -> {
            assertThat(each.group(3)).as(playlist).isNull();
            variants.add(each.group(2));
        });
        RENDITIONS.matcher(playlist).results().forEach(each -> variants.add(each.group(1)));
        return variants;
    }
}
