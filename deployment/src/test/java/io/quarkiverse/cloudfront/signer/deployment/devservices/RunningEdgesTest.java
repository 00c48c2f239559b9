package io.quarkiverse.cloudfront.signer.deployment.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.cloudfront.signer.deployment.marks.MarksSetup;
import io.quarkiverse.cloudfront.signer.runtime.key.HashAlgorithm;
import io.quarkus.deployment.builditem.LaunchModeBuildItem;
import io.quarkus.dev.spi.DevModeType;
import io.quarkus.runtime.LaunchMode;

/**
 * How long an edge keeps running.
 */
class RunningEdgesTest {

    @TempDir
    static Path origin;

    private final List<Runnable> atTheEnd = new ArrayList<>();
    private final RunningEdges edges = new RunningEdges();

    @AfterEach
    void close() {
        atTheEnd.forEach(Runnable::run);
    }

    private LocalEdge start(String signer) {
        return edges.start(settings(signer), atTheEnd::add);
    }

    private static LocalEdge.Settings settings(String signer) {
        return settings(signer, 0);
    }

    private static LocalEdge.Settings settings(String signer, int port) {
        return new LocalEdge.Settings(Map.of(signer, new DevSigner(HashAlgorithm.SHA256, Optional.empty())), port,
                new EdgeOrigin(origin.toString()),
                Optional.empty(), EdgeApplication.of(Optional.empty(), List.of()), Optional.empty(), false, false);
    }

    @Test
    void secondRunWithEqualSettings_usesTheSameEdge() {
        LocalEdge first = start("media");

        assertThat(start("media")).isSameAs(first);
        assertThat(atTheEnd).hasSize(1);
    }

    @Test
    void runWithOtherSettings_leavesTheFirstEdge() {
        LocalEdge first = start("media");

        assertThat(start("video")).isNotSameAs(first);
        assertThat(start("media")).isSameAs(first);
    }

    @Test
    void reloadWithOtherSettings_closesTheFirstEdge() {
        LocalEdge media = start("media");
        LocalEdge video = start("video");

        edges.closeOthers(Optional.of(settings("video")));

        assertThat(start("video")).isSameAs(video);
        assertThat(start("media")).isNotSameAs(media);
    }

    @Test
    void edgeOfTests_runsNextToTheOneOfDevMode() {
        Optional<DevModeType> local = Optional.of(DevModeType.LOCAL);

        assertThat(EdgeDevServicesProcessor.port(
                new LaunchModeBuildItem(LaunchMode.DEVELOPMENT, local, false, Optional.empty(), false), 8090)).isEqualTo(8090);
        assertThat(EdgeDevServicesProcessor.port(
                new LaunchModeBuildItem(LaunchMode.TEST, Optional.empty(), true, local, true), 8090)).isZero();
    }

    /** A live reload starts it again, so that the developer sees the reason again. */
    @Test
    void edgeThatCouldNotStart_isNotRunning() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            LocalEdge.Settings settings = settings("media", other.getLocalPort());
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> edges.start(settings, atTheEnd::add)).isInstanceOf(RuntimeException.class);
            }
        }
    }

    @Test
    void signersWithTheSameLetters_haveDifferentKeys() {
        assertThat(DevSigner.Key.generate(1, "a-b", HashAlgorithm.SHA256).id())
                .isNotEqualTo(DevSigner.Key.generate(2, "ab", HashAlgorithm.SHA256).id());
    }

    @Test
    void marks_areAsOptionalAsConfigured() {
        assertThat(new EdgeMarks(new MarksSetup(false)).marks().required()).isFalse();
        assertThat(new EdgeMarks(new MarksSetup(true)).marks().required()).isTrue();
    }

    @Test
    void stopOfTheApplication_closesAllEdges() {
        LocalEdge media = start("media");

        atTheEnd.forEach(Runnable::run);

        assertThat(start("media")).isNotSameAs(media);
    }
}
