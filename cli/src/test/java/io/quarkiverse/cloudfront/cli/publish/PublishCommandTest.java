package io.quarkiverse.cloudfront.cli.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.core.JsonFactory;

import io.quarkiverse.cloudfront.cli.ChildProgram;
import io.quarkiverse.cloudfront.cli.Cli;
import io.quarkiverse.cloudfront.cli.Program;
import io.quarkiverse.cloudfront.edge.explain.ExplainedRequest;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.playlist.SignedPlaylists;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import picocli.CommandLine;

class PublishCommandTest {

    private static final String PARAMETERS = "Policy={$Policy}&Signature={$Signature}&Key-Pair-Id={$kid}&Hash-Algorithm={$alg}";
    private static final String DEFINES = """
            #EXT-X-DEFINE:QUERYPARAM="Policy"
            #EXT-X-DEFINE:QUERYPARAM="Signature"
            #EXT-X-DEFINE:QUERYPARAM="kid"
            #EXT-X-DEFINE:QUERYPARAM="alg"
            """;
    private static final String MEDIA = "#EXTM3U\n#EXT-X-VERSION:7\n#EXTINF:4,ä\n1.m4s\n";
    private static final String PUBLISHED = "#EXTM3U\n#EXT-X-VERSION:11\n" + DEFINES + "#EXTINF:4,ä\n1.m4s?" + PARAMETERS
            + "\n";

    @TempDir
    private Path directory;

    private String out = "";
    private String err = "";

    private int run(String... arguments) {
        Cli run = Cli.run(Stream.concat(Stream.of("publish"), Stream.of(arguments)).toArray(String[]::new));
        out += run.out();
        err += run.err();
        return run.exitCode();
    }

    private Path file(String name, String content) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).map(file -> directory.relativize(file).toString()).sorted().toList();
        }
    }

    @Test
    void directory_isPublishedInPlace() throws IOException {
        Path media = file("videos/7/low.m3u8", MEDIA);
        Path upper = file("videos/8/LOW.M3U8", MEDIA);
        Path segment = file("videos/7/1.m4s", MEDIA);
        Path absolute = file("videos/7/cdn.m3u8",
                "#EXTM3U\n#EXTINF:4,\nhttps://me@cdn.example/1.m4s?token=secret\n//cdn.example/\u001b.ts");

        assertThat(run(directory.toString())).isZero();

        assertThat(media).hasContent(PUBLISHED);
        assertThat(upper).hasContent(PUBLISHED);
        assertThat(segment).hasContent(MEDIA);
        assertThat(absolute).content().doesNotContain("Policy");
        assertThat(files()).hasSize(4);
        assertThat(out).isEmpty();
        assertThat(err.lines()).containsExactly(
                Path.of("videos/7/cdn.m3u8") + ":3: stays as it is: https://me@cdn.example/1.m4s?token=secret",
                Path.of("videos/7/cdn.m3u8") + ":4: stays as it is: //cdn.example/\\u001B.ts",
                "Playlists changed: 2, unchanged: 1");
    }

    @Test
    void manifests_arePublishedToo() throws IOException {
        String before = "<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\">\n<Period>\n<AdaptationSet>\n"
                + "<SegmentTemplate media=\"$Number$.m4s\"/>\n</AdaptationSet>\n</Period>\n</MPD>\n";
        Path manifest = file("a.mpd", before);
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        SignedPlaylists.dash(new ByteArrayInputStream(before.getBytes(StandardCharsets.UTF_8)), expected);

        assertThat(run("--dry-run", directory.toString())).isZero();
        assertThat(out).isEqualTo("a.mpd\n");
        assertThat(manifest).hasContent(before);
        assertThat(run(directory.toString())).isZero();

        assertThat(manifest).hasContent(expected.toString());
        assertThat(expected.toString()).contains("UrlQueryInfo");
        file("b.mpd", "<html/>");
        assertThat(run(directory.toString())).isEqualTo(1);
        assertThat(err).contains("b.mpd: ");
    }

    @Test
    void secondRun_changesNothing() throws IOException {
        Path media = file("a.m3u8", MEDIA);
        assertThat(run(directory.toString())).isZero();
        assertThat(run(directory.toString())).isZero();

        assertThat(media).hasContent(PUBLISHED);
        assertThat(err).endsWith("Playlists changed: 0, unchanged: 1" + "\n");
    }

    @Test
    void dryRun_listsWhatWouldChangeAndWritesNothing() throws IOException {
        Path media = file("a.m3u8", MEDIA);
        file("b.m3u8", PUBLISHED);

        assertThat(run(directory.toString(), "--dry-run")).isZero();

        assertThat(media).hasContent(MEDIA);
        assertThat(out).isEqualTo("a.m3u8\n");
        assertThat(err).isEqualToIgnoringNewLines("Playlists to change: 1, unchanged: 1");
    }

    @Test
    void refusedPlaylist_leavesAllFilesAsTheyAre() throws IOException {
        Path first = file("1.m3u8", MEDIA);
        file("2.m3u8", "#EXTM3U\n1.ts?Policy=p");
        file("3.m3u8", "<html>");
        Path last = file("4.m3u8", MEDIA);

        assertThat(run(directory.toString())).isEqualTo(1);

        assertThat(first).hasContent(MEDIA);
        assertThat(last).hasContent(MEDIA);
        assertThat(files()).containsExactly("1.m3u8", "2.m3u8", "3.m3u8", "4.m3u8");
        assertThat(err.lines()).containsExactly(
                "2.m3u8: line 2 of the HLS playlist: the URI has a parameter of a signature (Expires, Policy, Signature, "
                        + "Key-Pair-Id, Hash-Algorithm), which it gets from the playlist's own URL; remove it",
                "3.m3u8: this is not an HLS playlist, because it does not begin with #EXTM3U",
                "Playlists that cannot be converted: 2 of 4. No file was changed.");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void permissions_ofTheFile_stay() throws IOException {
        Path media = file("a.m3u8", MEDIA);
        Files.setPosixFilePermissions(media, PosixFilePermissions.fromString("rw-r--r-x"));

        assertThat(run(directory.toString())).isZero();

        assertThat(media).hasContent(PUBLISHED);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(media))).isEqualTo("rw-r--r-x");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void symbolicLinkThatAnUploadMayFollow_isRefused(@TempDir Path elsewhere) throws IOException {
        Path media = Files.writeString(elsewhere.resolve("a.m3u8"), MEDIA);
        Files.createSymbolicLink(directory.resolve("a.m3u8"), media);
        Files.createSymbolicLink(directory.resolve("b"), elsewhere);
        Files.createSymbolicLink(directory.resolve("c.ts"), media);

        assertThat(run(directory.toString())).isNotZero();

        assertThat(err).contains("a.m3u8: it is a symbolic link.", "b: it is a symbolic link.",
                "Playlists that cannot be converted: 2 of 2.").doesNotContain("c.ts");
        assertThat(media).hasContent(MEDIA);
        assertThat(directory.resolve("a.m3u8")).isSymbolicLink();
    }

    /** What matters may be at the end of a URI, behind its query, in a variable, or in the last of many. */
    @Test
    void absoluteUri_isListedAsAWhole() throws IOException {
        String query = "a=" + "x".repeat(300) + "#t=1";
        file("a.m3u8", "#EXTM3U\n#EXT-X-DEFINE:NAME=\"cdn\",VALUE=\"https://cdn.example/\"\n"
                + "#EXT-X-DEFINE:QUERYPARAM=\"user\"\n" + "https://cdn.example/1.ts\n".repeat(12)
                + "{$cdn}2.ts?u={$user}&" + query + "\n");

        assertThat(run(directory.toString())).isZero();

        assertThat(err.lines()).hasSize(14).endsWith("a.m3u8:15: stays as it is: https://cdn.example/1.ts",
                "a.m3u8:16: stays as it is: https://cdn.example/2.ts?u={$user}&" + query,
                "Playlists changed: 0, unchanged: 1");
    }

    /** A terminal would erase the line, or show it in another order. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void controlCharacters_ofFilesAndUris_areHarmless() throws IOException {
        file("a\u001b[2K.m3u8", "#EXTM3U\nhttps://cdn.example/\u001b[1A\u202e\u0085.ts\n");
        file("b\n.m3u8", "<html>");

        assertThat(run(directory.toString())).isEqualTo(1);

        assertThat(err.lines()).contains(
                "a\\u001B[2K.m3u8:2: stays as it is: https://cdn.example/\\u001B[1A\u00e2\\u0080\u00ae\u00c2\\u0085.ts",
                "b\\u000A.m3u8: this is not an HLS playlist, because it does not begin with #EXTM3U");
    }

    @Test
    void fileOrNothing_isNoDirectory() throws IOException {
        Path file = file("a.m3u8", MEDIA);
        assertThat(run(file.toString())).isEqualTo(2);
        assertThat(run(directory.resolve("none").toString())).isEqualTo(2);
        assertThat(err.lines()).containsExactly(file + " is not a directory",
                directory.resolve("none") + " is not a directory");
        assertThat(file).hasContent(MEDIA);
    }

    @Test
    void directoryWithTheNameOfAPlaylist_isSearched() throws IOException {
        Path media = file("a.m3u8/b.m3u8", MEDIA);

        assertThat(run(directory.toString())).isZero();
        assertThat(media).hasContent(PUBLISHED);
    }

    /** A file of another user, or one that has vanished, which also happens to root. */
    @Test
    void fileThatCannotBeRead_leavesAllFilesAsTheyAre() throws IOException {
        String before = MEDIA + "https://cdn.example/2.m4s\n";
        Path first = file("1.m3u8", before);
        Path second = file("2.m3u8", MEDIA);
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        PrintStream afterTheFirst = new PrintStream(errors, true, StandardCharsets.UTF_8) {
            @Override
            public void println(String line) {
                super.println(line);
                assertThat(second.toFile().delete()).isEqualTo(line.contains("stays as it is"));
            }
        };

        assertThat(Program.commandLine(afterTheFirst, afterTheFirst).execute("publish", directory.toString())).isEqualTo(2);

        assertThat(errors.toString(StandardCharsets.UTF_8)).contains("2.m3u8");
        assertThat(first).hasContent(before);
        assertThat(files()).containsExactly("1.m3u8");
    }

    @Test
    void stagedFile_thatCannotTakeItsPlace_isDeleted() throws IOException {
        Path first = file("1.m3u8", MEDIA);
        Path second = file("2.m3u8", MEDIA);
        try (StagedFiles staged = new StagedFiles()) {
            staged.stage(first, target -> target.write(1));
            staged.stage(second, target -> target.write(2));
            assertThat(files()).hasSize(4);
            Files.delete(second);
            file("2.m3u8/a", "");
            assertThatThrownBy(staged::replaceFiles).isInstanceOf(IOException.class);
        }
        assertThat(first).hasBinaryContent(new byte[] { 1 });
        assertThat(files()).containsExactly("1.m3u8", Path.of("2.m3u8/a").toString());
    }

    /** Temporary files would be uploaded. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void stoppedRun_leavesNothing() throws Exception {
        for (int i = 0; i < 2000; i++) {
            file(i + ".m3u8", MEDIA);
        }
        Process process = program(directory.toString()).start();
        while (process.isAlive() && Stream.of(directory.toFile().list()).noneMatch(name -> name.endsWith(".tmp"))) {
            Thread.sleep(1);
        }
        process.destroy();
        assertThat(process.waitFor()).isEqualTo(128 + 15);

        assertThat(files()).hasSize(2000).noneMatch(name -> name.endsWith(".tmp"));
        assertThat(run(directory.toString())).isZero();
        assertThat(directory.resolve("1999.m3u8")).hasContent(PUBLISHED);
    }

    /** A run that was killed could not delete them. */
    @Test
    void leftFiles_areDeletedByTheNextRun() throws Exception {
        Process ended = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
                .redirectErrorStream(true).start();
        ended.getInputStream().readAllBytes();
        assertThat(ended.waitFor(1, TimeUnit.MINUTES)).isTrue();
        file("videos/.playlist-" + ended.pid() + "-1790000000-0.tmp", "");
        // in a container, each run can have the same ID
        file("videos/.playlist-" + ProcessHandle.current().pid() + "-1790000000-0.tmp", "");
        file("videos/.playlist.tmp", "not ours");

        assertThat(run("--dry-run", directory.toString())).isZero();
        assertThat(files()).hasSize(3);
        assertThat(run(directory.toString())).isZero();
        assertThat(files()).containsExactly(Path.of("videos/.playlist.tmp").toString());
    }

    /** Both end well, whichever comes first. */
    @Test
    void filesOfAnotherRun_stay() throws IOException {
        Path first = file("a/1.m3u8", MEDIA);
        try (StagedFiles other = new StagedFiles()) {
            other.stage(first, out -> out.write(PUBLISHED.getBytes(StandardCharsets.UTF_8)));
            assertThat(files()).hasSize(2);

            assertThat(run(directory.toString())).isZero();
            assertThat(files()).hasSize(2);
            other.replaceFiles();
        }
        assertThat(files()).hasSize(1);
        assertThat(first).hasContent(PUBLISHED);
    }

    @Test
    @Tag("nightly")
    void runsAtTheSameTime_endWell() throws Exception {
        for (int i = 0; i < 2000; i++) {
            file("d" + i % 20 + "/" + i + ".m3u8", MEDIA);
        }
        List<Process> processes = List.of(program(directory.toString()).start(), program(directory.toString()).start());
        for (Process process : processes) {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(output).isZero();
        }
        assertThat(files()).hasSize(2000).noneMatch(name -> name.endsWith(".tmp"));
        assertThat(directory.resolve("d7/1987.m3u8")).hasContent(PUBLISHED);
    }

    /** The name of the directory is not one of this locale. */
    @Test
    @NeedsProgram(io.quarkiverse.cloudfront.signer.programs.Program.BASH)
    @DisabledOnOs(OS.WINDOWS)
    void temporaryFiles_areDeleted_inALocaleWithoutTheirNames() throws Exception {
        file("b.m3u8", "<html>");
        Cli run = ChildProgram.run(directory, Map.of("LC_ALL", "C"),
                "d=$(printf '\\303\\274'); mkdir $d; printf '#EXTM3U\\n#EXTINF:4,\\n1.ts\\n' > $d/a.m3u8", "publish .");

        assertThat(run.err()).contains("Playlists that cannot be converted: 1 of 2. No file was changed.");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(
                ChildProgram.run(directory, Map.of("LC_ALL", "C"), "echo $(find . -name '*.tmp' | wc -l)", "--version").out())
                .startsWith("0\n");
    }

    /** The user has named it. Links in it could lead anywhere. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void directoryThatIsASymbolicLink_isConverted(@TempDir Path elsewhere) throws IOException {
        Path media = file("a.m3u8", MEDIA);
        Path link = Files.createSymbolicLink(elsewhere.resolve("link"), directory);

        assertThat(run(link.toString())).isZero();
        assertThat(media).hasContent(PUBLISHED);
        assertThat(link).isSymbolicLink();
    }

    @Test
    void json_hasTheNumbersOnly() throws IOException {
        Path media = file("a.m3u8", MEDIA);
        assertThat(run("--json", "--dry-run", directory.toString())).isZero();
        assertThat(media).hasContent(MEDIA);
        assertThat(run("--json", directory.toString())).isZero();
        assertThat(media).hasContent(PUBLISHED);
        file("b.m3u8", "<html>");
        assertThat(run("--json", directory.toString())).isEqualTo(1);

        assertThat(out.replaceAll("\\s", "")).isEqualTo("{'dryRun':true,'toChange':1,'unchanged':0,'refused':0}"
                .replace('\'', '"') + "{'dryRun':false,'changed':1,'unchanged':0,'refused':0}".replace('\'', '"')
                + "{'dryRun':false,'toChange':0,'unchanged':1,'refused':1}".replace('\'', '"'));
        assertThat(err).isEqualTo("b.m3u8: this is not an HLS playlist, because it does not begin with #EXTM3U\n");
    }

    /** Only one playlist at a time is in memory, and not its lines. */
    @Test
    @Tag("nightly")
    void dayOfVideo_isConvertedInLittleMemory() throws Exception {
        Path video = Files.write(directory.resolve("video.m3u8"), day());
        Path audio = Files.write(directory.resolve("audio.m3u8"), day());

        assertThat(java("--dry-run", directory.toString()))
                .isEqualTo("0 audio.m3u8\nvideo.m3u8\nPlaylists to change: 2, unchanged: 0\n");
        assertThat(java(directory.toString())).isEqualTo("0 Playlists changed: 2, unchanged: 0\n");
        assertThat(audio).hasSameBinaryContentAs(video);
    }

    private static ProcessBuilder program(String... arguments) throws URISyntaxException {
        List<String> classPath = new ArrayList<>();
        for (Class<?> each : List.of(Program.class, SignedPlaylists.class, CloudFrontSignerException.class, CommandLine.class,
                JsonFactory.class, ExplainedRequest.class)) {
            classPath.add(Path.of(each.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
        }
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dfile.encoding=UTF-8", "-XX:TieredStopAtLevel=1", "-Xmx100m", "-cp",
                String.join(File.pathSeparator, classPath), Program.class.getName(), "publish"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    private static String java(String... arguments) throws Exception {
        Process process = program(arguments).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return process.exitValue() + " " + output.replace(System.lineSeparator(), "\n");
    }

    /** A playlist of 24 hours in segments of 2 seconds, with four parts each. */
    private static byte[] day() {
        StringBuilder day = new StringBuilder("#EXTM3U\n");
        for (int i = 0; i < 43_200; i++) {
            for (int part = 0; part < 4; part++) {
                day.append("#EXT-X-PART:DURATION=0.5,URI=\"video-").append(i).append('.').append(part).append(".m4s\"\n");
            }
            day.append("#EXTINF:2.0,\nvideo-").append(i).append(".m4s\n");
        }
        return day.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
