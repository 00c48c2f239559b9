package io.quarkiverse.cloudfront.signer.benchmarks.micro;

import java.nio.charset.StandardCharsets;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.runtime.playlist.Playlist;
import io.quarkiverse.cloudfront.signer.runtime.playlist.PlaylistType;
import io.quarkiverse.cloudfront.signer.runtime.playlist.uri.ForeignUris;
import io.quarkiverse.cloudfront.signer.runtime.playlist.uri.GrantedUris;
import io.quarkiverse.cloudfront.signer.runtime.policy.DefaultSignedPolicy;

/**
 * A playlist that needs one signature.
 */
public class HlsOf10000Segments extends MicroBenchmark {

    private static final int SEGMENTS = 10_000;

    @Param("P256")
    KeyKind key;

    private CloudFrontSigner signer;
    private byte[] playlist;

    @Setup
    public void setUp(RunningSigners signers) {
        signer = signers.signer(key, Crypto.JDK);
        StringBuilder text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:6\n");
        for (int i = 0; i < SEGMENTS; i++) {
            text.append("#EXTINF:6.0,\nsegment-%05d.m4s\n".formatted(i));
        }
        playlist = text.append("#EXT-X-ENDLIST\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    @Benchmark
    public byte[] rewrite() {
        DefaultSignedPolicy policy = (DefaultSignedPolicy) signer.sign(signer.policy(Urls.RESOURCE).build());
        return Playlist.of(PlaylistType.HLS, new GrantedUris(policy, ForeignUris.FAIL, "")).rewrite(playlist);
    }
}
