package io.quarkiverse.cloudfront.signer.benchmarks.micro;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.runtime.playlist.Playlist;
import io.quarkiverse.cloudfront.signer.runtime.playlist.PlaylistType;
import io.quarkiverse.cloudfront.signer.runtime.playlist.uri.GrantedUris;
import io.quarkiverse.cloudfront.signer.runtime.policy.DefaultSignedPolicy;
import io.quarkiverse.cloudfront.signer.runtime.policy.ForeignUris;

/**
 * The segments of short and long playlists, each of which needs one signature. An operation is one segment.
 */
public class PlaylistSegments extends MicroBenchmark {

    static final int FEW = 1_000;
    static final int MANY = 100_000;
    private static final int BASES = 10;

    private CloudFrontSigner signer;
    private byte[] shortHls;
    private byte[] longHls;
    private byte[] shortDash;
    private byte[] longDash;
    private byte[] longDashWithBases;
    private byte[] rewritten;

    @Setup
    public void setUp(RunningSigners signers) {
        signer = signers.signer(KeyKind.P256, Crypto.JDK);
        shortHls = hls(FEW);
        longHls = hls(MANY);
        shortDash = dash(FEW, 0, "");
        longDash = dash(MANY, 0, "");
        longDashWithBases = dash(MANY, BASES, "../");
        rewritten = shortHls();
    }

    private static byte[] hls(int segments) {
        StringBuilder text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:6\n");
        for (int i = 0; i < segments; i++) {
            text.append("#EXTINF:6.0,\nsegment-%05d.m4s\n".formatted(i));
        }
        return text.append("#EXT-X-ENDLIST\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] dash(int segments, int bases, String directory) {
        StringBuilder text = new StringBuilder("<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\">");
        for (int i = 0; i < bases; i++) {
            text.append("<BaseURL>%s/</BaseURL>".formatted(i));
        }
        text.append("<Period><AdaptationSet><Representation id=\"v\"><SegmentList>\n");
        for (int i = 0; i < segments; i++) {
            text.append("<SegmentURL media=\"%ssegment-%05d.m4s\"/>\n".formatted(directory, i));
        }
        return text.append("</SegmentList></Representation></AdaptationSet></Period></MPD>").toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private Playlist playlist(PlaylistType type) {
        DefaultSignedPolicy policy = (DefaultSignedPolicy) signer.sign(signer.policy(Urls.RESOURCE).build());
        return Playlist.of(type, new GrantedUris(policy, ForeignUris.FAIL, ""));
    }

    private void stream(PlaylistType type, byte[] content) throws IOException {
        playlist(type).rewrite(new ByteArrayInputStream(content), OutputStream.nullOutputStream());
    }

    @Benchmark
    @OperationsPerInvocation(FEW)
    public byte[] shortHls() {
        return playlist(PlaylistType.HLS).rewrite(shortHls);
    }

    /** What any rewriting must at least do. */
    @Benchmark
    @OperationsPerInvocation(FEW)
    public byte[] copyOfShortHls() {
        return rewritten.clone();
    }

    @Benchmark
    @OperationsPerInvocation(FEW)
    public void shortHlsStream() throws IOException {
        stream(PlaylistType.HLS, shortHls);
    }

    @Benchmark
    @OperationsPerInvocation(MANY)
    public void longHlsStream() throws IOException {
        stream(PlaylistType.HLS, longHls);
    }

    @Benchmark
    @OperationsPerInvocation(FEW)
    public void shortDashStream() throws IOException {
        stream(PlaylistType.DASH, shortDash);
    }

    @Benchmark
    @OperationsPerInvocation(MANY)
    public void longDashStream() throws IOException {
        stream(PlaylistType.DASH, longDash);
    }

    @Benchmark
    @OperationsPerInvocation(MANY)
    public void longDashStreamWithBases() throws IOException {
        stream(PlaylistType.DASH, longDashWithBases);
    }
}
