package io.quarkiverse.cloudfront.signer.it;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.quarkiverse.cloudfront.signer.SignedPolicy;
import io.quarkiverse.cloudfront.signer.it.HostilePlaylist.Format;
import io.quarkiverse.cloudfront.signer.it.HostilePlaylist.Outcome;
import io.quarkiverse.cloudfront.signer.playlist.SignedPlaylists;
import io.quarkiverse.cloudfront.signer.runtime.playlist.Playlist;
import io.quarkiverse.cloudfront.signer.runtime.playlist.PlaylistType;
import io.quarkiverse.cloudfront.signer.runtime.playlist.uri.GrantedUris;
import io.quarkiverse.cloudfront.signer.runtime.policy.DefaultSignedPolicy;
import io.quarkiverse.cloudfront.signer.runtime.policy.ForeignUris;

/**
 * How a playlist is made ready for a viewer.
 */
enum PlaylistSigning {

    CONVERTED {

        @Override
        String sign(Format format, String playlist, SignedPolicy grant) {
            ByteArrayInputStream in = new ByteArrayInputStream(playlist.getBytes(StandardCharsets.UTF_8));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try {
                if (format == Format.HLS) {
                    SignedPlaylists.hls(in, out);
                } else {
                    SignedPlaylists.dash(in, out);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return out.toString(StandardCharsets.UTF_8);
        }

        @Override
        Outcome outcome(HostilePlaylist playlist) {
            return playlist.converted();
        }
    },

    PER_VIEWER {

        @Override
        String sign(Format format, String playlist, SignedPolicy grant) {
            return rewritten(format, playlist, grant, ForeignUris.FAIL);
        }

        @Override
        Outcome outcome(HostilePlaylist playlist) {
            return playlist.perViewer();
        }
    },

    KEEPING {

        @Override
        String sign(Format format, String playlist, SignedPolicy grant) {
            return rewritten(format, playlist, grant, ForeignUris.KEEP);
        }

        @Override
        Outcome outcome(HostilePlaylist playlist) {
            return playlist.keeping();
        }
    },

    /** The playlist stays as it is, and the player sends cookies to the edge. */
    COOKIES {

        @Override
        String sign(Format format, String playlist, SignedPolicy grant) {
            return playlist;
        }

        @Override
        Outcome outcome(HostilePlaylist playlist) {
            return Outcome.HARMLESS;
        }
    },

    /** Every URI and every variable gets the grant, without a check, but for those of steering servers. */
    BY_HAND {

        @Override
        String sign(Format format, String playlist, SignedPolicy grant) {
            String query = URI.create(grant.url("/videos/alps/adaptive/x")).getRawQuery();
            String signed = playlist;
            for (String parameter : query.split("&")) {
                String[] nameAndValue = parameter.split("=", 2);
                signed = signed.replace("{$" + nameAndValue[0] + "}", nameAndValue[1]);
            }
            Pattern references = format == Format.HLS ? HLS : DASH;
            String written = format == Format.HLS ? query : query.replace("&", "&amp;");
            return references.matcher(signed).replaceAll(uri -> Matcher.quoteReplacement(withQuery(uri, written)));
        }

        @Override
        Outcome outcome(HostilePlaylist playlist) {
            throw new UnsupportedOperationException();
        }
    };

    private static final Pattern HLS = Pattern.compile("(?m)^[^#\\n].*|(?<=(?<!SERVER-)(URI|-LIST)=\")[^\"]*");
    private static final Pattern DASH = Pattern.compile("(?<=(media|initialization|sourceURL|href|url)=\")[^\"]*"
            + "|(?<=http-iso:2014\" value=\")[^\"]*|(?<=>)[^<>\\s]+(?=</(Location|PatchLocation|Event)>)");

    /** Without the one that only the test does. */
    static Stream<PlaylistSigning> real() {
        return Stream.of(CONVERTED, PER_VIEWER, KEEPING, COOKIES);
    }

    /**
     * The players that play it.
     */
    Stream<Player> players(Format format) {
        return format.players.stream().filter(player -> switch (this) {
            case CONVERTED -> player.playsConverted;
            case COOKIES -> player.sendsCookies;
            default -> true;
        });
    }

    abstract String sign(Format format, String playlist, SignedPolicy grant);

    abstract Outcome outcome(HostilePlaylist playlist);

    private static String rewritten(Format format, String playlist, SignedPolicy grant, ForeignUris foreignUris) {
        GrantedUris uris = new GrantedUris((DefaultSignedPolicy) grant, foreignUris, "foreign-uris");
        return Playlist.of(format == Format.HLS ? PlaylistType.HLS : PlaylistType.DASH, uris).rewrite(playlist);
    }

    private static String withQuery(MatchResult uri, String query) {
        return uri.group() + (uri.group().indexOf('?') < 0 ? "?" : "&") + query;
    }
}
