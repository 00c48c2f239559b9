package io.quarkiverse.cloudfront.signer.it;

import static io.quarkiverse.cloudfront.signer.it.Player.DASH_JS;
import static io.quarkiverse.cloudfront.signer.it.Player.HLS_JS;
import static io.quarkiverse.cloudfront.signer.it.Player.RX_PLAYER;
import static io.quarkiverse.cloudfront.signer.it.Player.SHAKA;
import static io.quarkiverse.cloudfront.signer.it.Player.VIDEO_JS;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A playlist with which a tenant tries to have a grant sent to another host.
 *
 * @param content with the placeholders {@code EVIL}, the URL of the other host, and {@code EVIL_HOST}, its host and port
 * @param converted whether {@code SignedPlaylists} refuses it
 * @param perViewer the same of playlists per viewer
 * @param keeping the same, if foreign URIs are kept
 * @param followers the players that follow the lead, if it is signed like all other URIs
 */
record HostilePlaylist(String name, Format format, String content, Outcome converted, Outcome perViewer, Outcome keeping,
        Set<Player> followers) {

    enum Format {

        HLS(".m3u8", "application/vnd.apple.mpegurl", List.of(HLS_JS, SHAKA, VIDEO_JS)),
        DASH(".mpd", "application/dash+xml", List.of(DASH_JS, SHAKA, VIDEO_JS, RX_PLAYER));

        final String suffix;
        final String mediaType;
        final List<Player> players;

        Format(String suffix, String mediaType, List<Player> players) {
            this.suffix = suffix;
            this.mediaType = mediaType;
            this.players = players;
        }
    }

    enum Outcome {

        REFUSED,
        /** Players do not send the grant to the other host. */
        HARMLESS
    }

    String content(String foreignHost) {
        return resolved(content, foreignHost);
    }

    private static String resolved(String text, String foreignHost) {
        return text.replace("EVIL_HOST", foreignHost).replace("EVIL", "http://" + foreignHost);
    }

    /**
     * The playlists and other files of the other host, by name.
     */
    static Map<String, String> foreignFiles(String foreignHost) {
        return Map.ofEntries(
                Map.entry("media.m3u8", HostileHls.MEDIA),
                Map.entry("sound.m3u8", HostileHls.SOUND),
                Map.entry("importing.m3u8", HostileHls.IMPORTING_MEDIA),
                Map.entry("importing-sound.m3u8", HostileHls.IMPORTING_SOUND),
                Map.entry("assets.json", resolved(HostileHls.ASSETS, foreignHost)),
                // hls.js replaces the name, dash.js also the port
                Map.entry("steering.json", HostileHls.STEERING.formatted(foreignHost.replaceFirst(":.*", ""))),
                Map.entry("dash-steering.json", HostileHls.STEERING.formatted(foreignHost)),
                Map.entry("manifest.mpd", HostileDash.MANIFEST),
                Map.entry("period.xml", HostileDash.PERIOD),
                Map.entry("key.bin", "0123456789abcdef"),
                Map.entry("time.txt", "2026-11-28T00:00:00Z"));
    }

    @Override
    public String toString() {
        return format + " " + name;
    }
}
