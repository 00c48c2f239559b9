package io.quarkiverse.cloudfront.signer.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;

import io.quarkiverse.cloudfront.edge.CorsPolicy;
import io.quarkiverse.cloudfront.edge.Distribution;
import io.quarkiverse.cloudfront.edge.Edge;
import io.quarkiverse.cloudfront.edge.EdgeOptions;
import io.quarkiverse.cloudfront.edge.Origin;
import io.quarkiverse.cloudfront.edge.cache.CacheBehavior;
import io.quarkiverse.cloudfront.edge.verify.KeyGroup;
import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.plain.SignerBuilder;
import io.quarkiverse.cloudfront.signer.programs.BrowserExtension;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;

/**
 * Viewers of maps and large pictures from npm make the URLs of tiles themselves, or read ranges of an archive, and append the
 * query of a signed policy. Their page is on another site.
 */
@Tag("nightly")
@NeedsProgram({ Program.CHROMIUM, Program.NPM })
class TileViewersTest {

    @RegisterExtension
    static final BrowserExtension BROWSERS = new BrowserExtension();

    private static final Path SOURCES = Path.of("src/test/tile-viewers");
    private static final String TILE = """
            <svg xmlns="http://www.w3.org/2000/svg" width="256" height="256"><rect width="256" height="256" fill="#c80000"/></svg>
            """;
    private static final int RED = 0xffc80000;
    private static final int SIZE = 512;
    /** The length of the header of PMTiles. */
    private static final int HEADER = 127;

    private enum Viewer {
        LEAFLET(List.of("leaflet/dist/leaflet.js"), """
                const map = L.map('view', { zoomControl: false, attributionControl: false, fadeAnimation: false });
                L.tileLayer('TILES/{z}/{x}/{y}.svg?QUERY', { noWrap: true })
                    .on('load', () => { document.title = document.title || 'loaded' })
                    .on('tileerror', () => { document.title = 'refused' }).addTo(map);
                map.setView([0, 0], 1);
                """),
        OPEN_SEADRAGON(List.of("openseadragon/build/openseadragon/openseadragon.js"), """
                const viewer = OpenSeadragon({ element: document.getElementById('view'), showNavigationControl: false,
                    tileSources: { width: 512, height: 512, tileSize: 256,
                        getTileUrl: (level, x, y) => 'TILES/' + level + '/' + x + '/' + y + '.svg?QUERY' } });
                viewer.addHandler('tile-load-failed', () => { document.title = 'refused' });
                viewer.addHandler('open', () => viewer.world.getItemAt(0).addHandler('fully-loaded-change', event => {
                    document.title = document.title || (event.fullyLoaded ? 'loaded' : '');
                }));
                """),
        /** One file with all tiles, of which the viewer reads ranges. */
        PMTILES(List.of("leaflet/dist/leaflet.js", "pmtiles/dist/pmtiles.js"), """
                const map = L.map('view', { zoomControl: false, attributionControl: false, fadeAnimation: false });
                const archive = new pmtiles.PMTiles('TILES/all.pmtiles?QUERY');
                archive.getHeader().then(() => pmtiles.leafletRasterLayer(archive, { noWrap: true })
                    .on('load', () => { document.title = 'loaded' }).addTo(map),
                    () => { document.title = 'refused' });
                map.setView([0, 0], 1);
                """);

        private final List<String> scripts;
        private final String start;

        Viewer(List<String> scripts, String start) {
            this.scripts = scripts;
            this.start = start;
        }
    }

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private volatile String page = "";
    private Edge edge;
    private HttpServer site;
    private CloudFrontSigner signer;

    @BeforeEach
    void start() throws Exception {
        for (int level = 0; level < 10; level++) {
            for (String tile : List.of("0/0", "0/1", "1/0", "1/1")) {
                Path file = directory.resolve("origin/tiles/7/" + level + "/" + tile + ".svg");
                Files.createDirectories(file.getParent());
                Files.writeString(file, TILE);
            }
        }
        Files.write(directory.resolve("origin/tiles/7/all.pmtiles"), archive());
        KeyPair pair = NewKey.p256Pair();
        edge = await(Edge.start(vertx, Distribution.builder(Origin.directory(directory.resolve("origin")))
                .defaultBehavior(CacheBehavior.restricted("*", KeyGroup.of("tiles", "K1", pair.getPublic())))
                .cors(CorsPolicy.LOOPBACK_WITH_CREDENTIALS).build(),
                EdgeOptions.defaults()));
        signer = SignerBuilder.of(edge.url().toString()).keyPairId("K1")
                .privateKeyLocation(Files.write(directory.resolve("private-key.der"), pair.getPrivate().getEncoded())).build();
        site = await(vertx.createHttpServer().requestHandler(request -> request.response()
                .putHeader("Content-Type", "text/html").end(page)).listen(0, "127.0.0.1"));
        install();
    }

    /** All four tiles of the first level, which are the same picture, in version 3 of the format. */
    private static byte[] archive() throws IOException {
        BufferedImage tile = new BufferedImage(256, 256, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = tile.createGraphics();
        graphics.setColor(new Color(RED));
        graphics.fillRect(0, 0, 256, 256);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(tile, "png", png);
        // one entry: the first ID, how many tiles, the length in two bytes, and the offset and one
        byte[] root = { 1, 1, 4, (byte) (png.size() & 0x7f | 0x80), (byte) (png.size() >> 7), 1 };
        byte[] metadata = "{}".getBytes(StandardCharsets.US_ASCII);
        int data = HEADER + root.length + metadata.length;
        ByteBuffer archive = ByteBuffer.allocate(data + png.size()).order(ByteOrder.LITTLE_ENDIAN)
                .put("PMTiles".getBytes(StandardCharsets.US_ASCII)).put((byte) 3)
                .putLong(HEADER).putLong(root.length).putLong(HEADER + root.length).putLong(metadata.length)
                .putLong(data).putLong(0).putLong(data).putLong(png.size()).putLong(4).putLong(1).putLong(1)
                // clustered, without compression, PNG, of the first level
                .put(new byte[] { 1, 1, 1, 2, 1, 1 })
                .putInt(-1_800_000_000).putInt(-850_000_000).putInt(1_800_000_000).putInt(850_000_000)
                .put((byte) 1).putInt(0).putInt(0);
        return archive.put(root).put(metadata).put(png.toByteArray()).array();
    }

    private void install() throws Exception {
        Path installed = Files.createDirectories(directory.resolve("npm"));
        for (String file : List.of("package.json", "package-lock.json", ".npmrc")) {
            Files.copy(SOURCES.resolve(file), installed.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Process npm = new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                .directory(installed.toFile()).redirectErrorStream(true).start();
        npm.getOutputStream().close();
        String output = new String(npm.getInputStream().readAllBytes());
        assertThat(npm.waitFor()).as(output).isZero();
    }

    @AfterEach
    void stop() {
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }

    @ParameterizedTest
    @EnumSource
    void viewer_showsTilesWithTheQuery(Viewer viewer) throws Exception {
        String query = signer.sign(signer.policy("/tiles/7/*").build()).query();

        assertThat(redPixels(viewer, query, "loaded")).isGreaterThan(SIZE * SIZE * 9 / 10);
        assertThat(redPixels(viewer, "", "refused")).isZero();
    }

    /** Of a picture of the page. */
    private int redPixels(Viewer viewer, String query, String outcome) throws Exception {
        StringBuilder scripts = new StringBuilder();
        for (String script : viewer.scripts) {
            scripts.append("<script>").append(Files.readString(directory.resolve("npm/node_modules").resolve(script))
                    .replace("</script>", "<\\/script>")).append("</script>");
        }
        page = "<!DOCTYPE html><title></title><style>body { margin: 0 } #view { width: 512px; height: 512px; position: relative; "
                + "overflow: hidden } .leaflet-tile, .leaflet-pane { position: absolute }</style><div id='view'></div>"
                + scripts
                + "<script>" + viewer.start.replace("TILES", edge.url() + "/tiles/7").replace("QUERY", query)
                + "</script>";
        try (Page opened = BROWSERS.newContext(new Browser.NewContextOptions().setViewportSize(SIZE, SIZE)).newPage()) {
            opened.navigate("http://127.0.0.1:" + site.actualPort() + "/");
            opened.waitForFunction("document.title === '" + outcome + "'");
            BufferedImage picture = ImageIO.read(new ByteArrayInputStream(opened.screenshot()));
            int red = 0;
            for (int x = 0; x < SIZE; x++) {
                for (int y = 0; y < SIZE; y++) {
                    red += (picture.getRGB(x, y) | 0xff000000) == RED ? 1 : 0;
                }
            }
            return red;
        }
    }
}
