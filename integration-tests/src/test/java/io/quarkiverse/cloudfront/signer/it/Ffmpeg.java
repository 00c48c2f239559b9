package io.quarkiverse.cloudfront.signer.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.quarkiverse.cloudfront.signer.programs.Program;

/**
 * Plays a playlist from a file with ffmpeg, which does not have cookies. Every frame is decoded and discarded.
 */
final class Ffmpeg {

    /**
     * @param seconds that it has played
     */
    record Played(int exitCode, double seconds, String errors) {
    }

    private static final Pattern OUT_TIME = Pattern.compile("out_time_us=(\\d+)");

    private Ffmpeg() {
    }

    static Played play(String playlist, String suffix) throws IOException, InterruptedException {
        Path file = Files.createTempFile("playlist", suffix);
        Path progress = Files.createTempFile("progress", ".txt");
        Path errors = Files.createTempFile("errors", ".txt");
        try {
            Files.writeString(file, playlist);
            Process ffmpeg = new ProcessBuilder(List.of(Program.FFMPEG.path(), "-nostdin", "-v", "error", "-xerror",
                    "-protocol_whitelist", "file,http,tcp", "-i", file.toString(),
                    "-map", "0", "-f", "null", "-progress", progress.toString(), "-"))
                    .redirectError(errors.toFile()).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            if (!ffmpeg.waitFor(1, TimeUnit.MINUTES)) {
                ffmpeg.destroyForcibly();
                throw new IllegalStateException("ffmpeg does not end; it said: " + Files.readString(errors));
            }
            return new Played(ffmpeg.exitValue(), seconds(Files.readString(progress, StandardCharsets.UTF_8)),
                    Files.readString(errors, StandardCharsets.UTF_8));
        } finally {
            Files.delete(file);
            Files.delete(progress);
            Files.delete(errors);
        }
    }

    private static double seconds(String progress) {
        return OUT_TIME.matcher(progress).results().map(MatchResult::group).map(line -> line.substring(line.indexOf('=') + 1))
                .mapToDouble(microseconds -> Long.parseLong(microseconds) / 1e6).max().orElse(0);
    }
}
