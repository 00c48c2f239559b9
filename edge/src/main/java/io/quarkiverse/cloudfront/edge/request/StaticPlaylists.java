package io.quarkiverse.cloudfront.edge.request;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import io.quarkiverse.cloudfront.edge.verify.Verdict;
import io.quarkiverse.cloudfront.edge.verify.request.Printable;
import io.quarkiverse.cloudfront.edge.verify.request.RawTarget;
import io.quarkiverse.cloudfront.edge.verify.request.Reason;

/**
 * The static signed playlists that were requested recently. Such playlists pass their signature on. If a file below one of them
 * is requested without a signature, the playlist is probably the cause, although the request itself does not show it.
 */
public final class StaticPlaylists {

    /**
     * How long other requests are attributed to a playlist after it has been requested. Players request
     * its files immediately.
     */
    private static final Duration SHORT_TIME = Duration.ofMinutes(1);
    private static final int MOST = 50;

    private record Requested(String path, Instant at) {
    }

    private final Clock clock;
    private final Map<String, Requested> byDirectory = new LinkedHashMap<>();

    public StaticPlaylists(Clock clock) {
        this.clock = clock;
    }

    /**
     * Remembers the target if it is a static signed playlist.
     *
     * @param target the path and query of an allowed request, without CloudFront's parameters
     */
    public synchronized void allowed(String target) {
        RawTarget requested = RawTarget.parse(target);
        String path = requested.path();
        if (isPlaylist(path) && has(requested, "kid=") && has(requested, "alg=")) {
            String directory = path.substring(0, path.lastIndexOf('/') + 1);
            byDirectory.remove(directory);
            byDirectory.put(directory, new Requested(path, clock.instant()));
            if (byDirectory.size() > MOST) {
                byDirectory.remove(byDirectory.keySet().iterator().next());
            }
        }
    }

    private static boolean isPlaylist(String path) {
        String lowerCase = path.toLowerCase(Locale.ROOT);
        return lowerCase.endsWith(".m3u8") || lowerCase.endsWith(".mpd");
    }

    private static boolean has(RawTarget target, String begin) {
        return target.parameters().stream().anyMatch(parameter -> parameter.startsWith(begin));
    }

    /**
     * The refusal, with the likely cause added if this is a playlist.
     *
     * @param uri the path and query of the request
     */
    public synchronized Verdict.Refused explained(Verdict.Refused refused, String uri) {
        if (refused.reason().kind() != Reason.Kind.UNSIGNED) {
            return refused;
        }
        Instant since = clock.instant().minus(SHORT_TIME);
        String path = RawTarget.parse(uri).path();
        return byDirectory.entrySet().stream().filter(playlist -> path.startsWith(playlist.getKey()))
                .map(Map.Entry::getValue).filter(playlist -> !playlist.at().isBefore(since)).findFirst()
                .map(playlist -> new Verdict.Refused(new Reason(Reason.Kind.UNSIGNED, refused.reason().sentence()
                        + ". If a player found the file in " + Printable.of(playlist.path())
                        + ", which was requested with kid and alg, either the playlist is not converted, or the player cannot "
                        + "pass on its query")))
                .orElse(refused);
    }
}
